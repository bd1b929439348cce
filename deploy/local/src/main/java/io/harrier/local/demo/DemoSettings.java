package io.harrier.local.demo;

import java.time.Duration;

/**
 * @param seed of all chance in the simulation
 * @param rate transactions a second
 * @param duration for how long they flow; more than a month of simulated time passes in it
 */
public record DemoSettings(long seed, double rate, Duration duration) {
  public DemoSettings {
    if (!(rate > 0) || duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "rate and duration must be positive, not " + rate + " and " + duration);
    }
  }
}
