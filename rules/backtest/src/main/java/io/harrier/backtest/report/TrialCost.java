package io.harrier.backtest.report;

import java.util.List;

/**
 * What rules cost in the running job: for each the median of the last samples, taken by itself, in
 * the task where it takes longest.
 *
 * @param nanos the sum over the rules and sequences of the release on trial, nanoseconds
 * @param liveNanos the same of the live release
 * @param quarantined those of the release on trial that a task has switched off
 */
public record TrialCost(long nanos, long liveNanos, List<String> quarantined) {
  public TrialCost {
    quarantined = List.copyOf(quarantined);
  }
}
