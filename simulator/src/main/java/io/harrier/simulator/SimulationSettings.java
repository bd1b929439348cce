package io.harrier.simulator;

import io.harrier.simulator.chance.Randomness;
import io.harrier.simulator.disorder.DisorderShares;
import java.time.Duration;
import java.time.Instant;

/**
 * Everything that a simulation depends on: the same settings give the same bytes.
 *
 * @param seed of every random choice
 * @param users how many account holders
 * @param start event time from which they live
 * @param span for how long; the event times end at {@code start + span}
 * @param fraudShare of the valid transactions, 0 to 0.5
 * @param outOfOrderShare of the valid transactions that are delayed, within the allowed lateness
 * @param lateShare of the honest transactions that are delayed beyond the allowed lateness
 * @param duplicateShare how many transactions are sent twice, of the valid ones
 * @param malformedShare how many malformed records are added, of the valid ones
 */
public record SimulationSettings(
    long seed,
    int users,
    Instant start,
    Duration span,
    double fraudShare,
    double outOfOrderShare,
    double lateShare,
    double duplicateShare,
    double malformedShare) {

  /** How many transactions a user makes in a day, on average; only to size a simulation. */
  public static final double DAILY_TRANSACTIONS = 3.9;

  private static final Duration DEFAULT_SPAN = Duration.ofDays(45);
  private static final int MIN_USERS = 25;
  private static final int RUN_ID_LENGTH = 4;

  public SimulationSettings {
    if (users < 1) {
      throw new IllegalArgumentException("users must be at least 1, not " + users);
    }
    if (span.isNegative() || span.isZero()) {
      throw new IllegalArgumentException("span must be positive, not " + span);
    }
    share("fraudShare", fraudShare, 0.5);
    share("outOfOrderShare", outOfOrderShare, 1);
    share("lateShare", lateShare, 0.5);
    share("duplicateShare", duplicateShare, 1);
    share("malformedShare", malformedShare, 1);
  }

  private static void share(String name, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(name + " must be from 0 to " + max + ", not " + value);
    }
  }

  /** 45 days that end at this moment, with a little of everything. */
  public static SimulationSettings ending(Instant end, long seed, int users) {
    return new SimulationSettings(
        seed, users, end.minus(DEFAULT_SPAN), DEFAULT_SPAN, 0.006, 0.02, 0.001, 0.002, 0.001);
  }

  /**
   * As many users and days as give about {@code rate × duration} transactions, ending at this
   * moment.
   *
   * @param rate transactions a second
   */
  public static SimulationSettings sized(Instant end, long seed, double rate, Duration duration) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("rate must be positive, not " + rate);
    }
    double transactions = Math.max(1, rate * duration.toMillis() / 1000.0);
    double days = DEFAULT_SPAN.toDays();
    double users = transactions / (days * DAILY_TRANSACTIONS);
    if (users < MIN_USERS) {
      days = Math.max(1, transactions / (MIN_USERS * DAILY_TRANSACTIONS));
      users = MIN_USERS;
    }
    Duration span = Duration.ofMinutes((long) (days * 24 * 60));
    return ending(end, seed, (int) Math.min(Integer.MAX_VALUE, Math.round(users)))
        .withPeriod(end.minus(span), span);
  }

  /** The shares of what does not come as it should. */
  DisorderShares disorder() {
    return new DisorderShares(outOfOrderShare, lateShare, duplicateShare, malformedShare);
  }

  /** Event time at which the simulation ends. */
  public Instant end() {
    return start.plus(span);
  }

  /** Part of every id, so that runs with other seeds or times never share a user. */
  public String runId() {
    return Randomness.of(seed, "run", end().toEpochMilli()).text(RUN_ID_LENGTH);
  }

  public SimulationSettings withPeriod(Instant from, Duration length) {
    return new SimulationSettings(
        seed,
        users,
        from,
        length,
        fraudShare,
        outOfOrderShare,
        lateShare,
        duplicateShare,
        malformedShare);
  }

  public SimulationSettings withFraudShare(double share) {
    return new SimulationSettings(
        seed,
        users,
        start,
        span,
        share,
        outOfOrderShare,
        lateShare,
        duplicateShare,
        malformedShare);
  }

  public SimulationSettings withMalformedShare(double share) {
    return withDisorder(outOfOrderShare, lateShare, duplicateShare, share);
  }

  public SimulationSettings withDisorder(
      double outOfOrder, double late, double duplicate, double malformed) {
    return new SimulationSettings(
        seed, users, start, span, fraudShare, outOfOrder, late, duplicate, malformed);
  }
}
