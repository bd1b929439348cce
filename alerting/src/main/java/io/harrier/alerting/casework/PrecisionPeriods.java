package io.harrier.alerting.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Stretches of event time of the same length, one behind the other. The first is the newest: {@code
 * (until - length, until]}.
 *
 * @param until event time; where the past is replayed not the clock's time, but that of the newest
 *     alert ({@link RulePrecisions#newestAlert})
 * @param length of each; long enough for analysts to have closed most of its cases
 * @param count how many, at least 1
 */
public record PrecisionPeriods(Instant until, Duration length, int count) {
  /** Long enough for a rule to be judged, short enough to show a change. */
  public static final Duration USUAL_LENGTH = Duration.ofDays(30);

  public PrecisionPeriods {
    Objects.requireNonNull(until, "until");
    if (length.toMillis() < 1 || count < 1) {
      throw new IllegalArgumentException(
          "there is at least 1 period of at least 1 ms, not %d of %s".formatted(count, length));
    }
  }

  /** After which a period begins, counted from 0 for the newest; excluded. */
  public Instant from(int period) {
    return to(period + 1);
  }

  /** With which a period ends; included. */
  public Instant to(int period) {
    return until.minus(length.multipliedBy(period));
  }
}
