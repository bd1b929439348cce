package io.harrier.local.demo;

import io.harrier.simulator.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * @param seed of all chance in the simulation
 * @param rate transactions a second
 * @param duration for how long they flow; more than a month of simulated time passes in it
 */
public record DemoSettings(long seed, double rate, Duration duration) {
  /** Long enough to publish a release, raise a score, and see both take effect. */
  static final Duration SHORTEST = Duration.ofSeconds(20);

  /** Enough for every kind of fraud to take place more than once. */
  static final long FEWEST_TRANSACTIONS = 10_000;

  private static final double USUAL_FRAUD_SHARE = 0.006;
  private static final double FRAUDULENT_TRANSACTIONS_WANTED = 240;
  private static final double USUAL_MALFORMED_SHARE = 0.001;
  private static final double MALFORMED_RECORDS_WANTED = 48;

  /**
   * @throws IllegalArgumentException if that is too short or too slow to show everything
   */
  public DemoSettings {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("the rate must be positive, not " + rate);
    }
    if (duration.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "a demo takes at least %d s, not %s s: what it changes needs time to take effect"
              .formatted(SHORTEST.toSeconds(), seconds(duration)));
    }
    if (transactions(rate, duration) < FEWEST_TRANSACTIONS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,.0f transactions (%s a second for %s s) are too few to show every kind of fraud,"
                  + " %,d at least: let the demo run longer or faster",
              transactions(rate, duration),
              number(rate),
              seconds(duration),
              FEWEST_TRANSACTIONS));
    }
  }

  private static double transactions(double rate, Duration duration) {
    return rate * duration.toMillis() / 1000;
  }

  private static String seconds(Duration duration) {
    return number(duration.toMillis() / 1000.0);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Double.toString(value);
  }

  /**
   * What is simulated: the shorter it is, the more of it is fraud and bad input.
   *
   * @param end event time of the end
   */
  SimulationSettings simulation(Instant end) {
    double transactions = transactions(rate, duration);
    return SimulationSettings.sized(end, seed, rate, duration)
        .withFraudShare(Math.max(USUAL_FRAUD_SHARE, FRAUDULENT_TRANSACTIONS_WANTED / transactions))
        .withMalformedShare(
            Math.max(USUAL_MALFORMED_SHARE, MALFORMED_RECORDS_WANTED / transactions));
  }
}
