package io.harrier.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How releases follow each other.
 *
 * @param lead how far ahead of now a release becomes active if nobody says when: long enough for
 *     every task to have heard of it, which capture and Kafka take a tenth of a second for. A task
 *     that hears later still has decided by the release before
 * @param loading how long tasks take to load content and warm it up, from when they first heard of
 *     it. It comes on top of the lead as far as it has not passed: a transaction that the release
 *     decides would wait for a task that is not done
 * @param history how long a superseded release stays live, for transactions of its time that are
 *     still to come: a job that was stopped decides its backlog by the release of that time
 */
public record RegistrySettings(Duration lead, Duration loading, Duration history) {
  public static final RegistrySettings DEFAULT =
      new RegistrySettings(Duration.ofMillis(500), Duration.ofMillis(1_500), Duration.ofDays(7));

  public RegistrySettings {
    if (lead.isNegative() || loading.isNegative() || history.isNegative()) {
      throw new IllegalArgumentException(
          "lead, loading and history must not be negative, but are %s, %s and %s"
              .formatted(lead, loading, history));
    }
  }

  /**
   * How far ahead of now content becomes active.
   *
   * @param known since when tasks have been loading it; empty if they have not heard of it
   */
  Duration leadOf(Optional<Instant> known, Instant now) {
    Duration passed = known.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    Duration remains = loading.minus(passed);
    return remains.isNegative() ? lead : lead.plus(remains);
  }
}
