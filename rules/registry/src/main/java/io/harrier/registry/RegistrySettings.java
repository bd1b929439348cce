package io.harrier.registry;

import java.time.Duration;

/**
 * How releases follow each other.
 *
 * @param lead how far ahead of now a release becomes active if nobody says when: long enough for
 *     every task to have heard of it, which capture and Kafka take a tenth of a second for, and to
 *     have loaded and warmed it up before the first transaction that it decides. That transaction
 *     waits for a task that has heard of it and is not done; a task that hears later still has
 *     decided by the release before
 * @param history how long a superseded release stays live, for transactions of its time that are
 *     still to come: a job that was stopped decides its backlog by the release of that time
 */
public record RegistrySettings(Duration lead, Duration history) {
  public static final RegistrySettings DEFAULT =
      new RegistrySettings(Duration.ofMillis(900), Duration.ofDays(7));

  public RegistrySettings {
    if (lead.isNegative() || history.isNegative()) {
      throw new IllegalArgumentException(
          "lead and history must not be negative, but are " + lead + " and " + history);
    }
  }
}
