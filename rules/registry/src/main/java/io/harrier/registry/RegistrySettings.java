package io.harrier.registry;

import java.time.Duration;

/**
 * How releases follow each other.
 *
 * @param lead how far ahead of now a release becomes active if nobody says when: long enough for
 *     every task to have loaded it before the first transaction that it decides
 * @param history how long a superseded release stays live, for transactions of its time that are
 *     still to come: a job that was stopped decides its backlog by the release of that time
 */
public record RegistrySettings(Duration lead, Duration history) {
  public static final RegistrySettings DEFAULT =
      new RegistrySettings(Duration.ofSeconds(2), Duration.ofDays(7));

  public RegistrySettings {
    if (lead.isNegative() || history.isNegative()) {
      throw new IllegalArgumentException(
          "lead and history must not be negative, but are " + lead + " and " + history);
    }
  }
}
