package io.harrier.simulator;

import java.time.Duration;

/**
 * What an emission came to.
 *
 * @param complete whether the simulation was read to its end
 */
public record EmissionReport(SimulationTally tally, Duration elapsed, boolean complete) {

  /** Records a second. */
  public double rate() {
    return tally.records() / Math.max(1e-9, elapsed.toNanos() / 1e9);
  }
}
