package io.harrier.backtest.report;

import java.util.List;

/**
 * What rules cost in the running job. Of each rule it is the median of its last samples, taken by
 * itself, in the task where it takes longest; on a busy machine that says little of a single rule.
 *
 * @param nanos the median over the rules and sequences of the release on trial, nanoseconds
 * @param liveNanos the same of the live release
 * @param quarantined those of the release on trial that a task has switched off
 */
public record TrialCost(long nanos, long liveNanos, List<String> quarantined) {
  public TrialCost {
    quarantined = List.copyOf(quarantined);
  }
}
