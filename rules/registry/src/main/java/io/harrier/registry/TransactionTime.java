package io.harrier.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The event time that transactions have reached, in which releases become active. It is never ahead
 * of the clock, and lies behind it while the past is replayed or simulated. Whoever knows how far
 * may be slow to answer, and is asked only when something depends on it.
 */
public final class TransactionTime {
  private final InstantSource clock;
  private final Reached reached;

  /** Knows how far transactions are. */
  @FunctionalInterface
  public interface Reached {
    /**
     * The event time that will have been reached after so much of the machine's time.
     *
     * @param ahead zero for now
     */
    Instant after(Duration ahead);
  }

  private TransactionTime(InstantSource clock, Reached reached) {
    this.clock = clock;
    this.reached = reached;
  }

  /** The clock's: transactions are of today. */
  public static TransactionTime of(Clock clock) {
    return new TransactionTime(clock, ahead -> clock.instant().plus(ahead));
  }

  /** Not ahead of a clock; how far behind, somebody else knows. */
  public static TransactionTime notAheadOf(InstantSource clock, Reached reached) {
    return new TransactionTime(clock, reached);
  }

  /** Asks, so that later answers are at hand. */
  void ask() {
    Instant unused = now();
  }

  Instant now() {
    return reached.after(Duration.ZERO);
  }

  Instant after(Duration ahead) {
    return reached.after(ahead);
  }

  /**
   * Whether transactions have passed an event time by more than this. What the clock has not passed
   * they have not either, so mostly nobody needs to be asked.
   */
  boolean hasPassed(Instant eventTime, Duration by) {
    return isBefore(eventTime, clock.instant().minus(by)) && isBefore(eventTime, now().minus(by));
  }

  private static boolean isBefore(Instant eventTime, Instant bound) {
    return eventTime.isBefore(bound.truncatedTo(ChronoUnit.MILLIS));
  }
}
