package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;

/**
 * A match that has begun and is not complete.
 *
 * @param pattern of the release
 * @param step position of the step it waits for, or, if that must not happen, watches for
 * @param startedAt event time of its first transaction, epoch milliseconds
 * @param endsAt when its time is over
 */
public record OpenSequence(PatternDefinition pattern, int step, long startedAt, long endsAt) {

  /** The step it waits for. */
  public PatternDefinition.Step awaited() {
    return pattern.steps().get(step);
  }
}
