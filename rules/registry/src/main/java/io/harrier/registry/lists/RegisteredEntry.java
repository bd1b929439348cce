package io.harrier.registry.lists;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code fraud.entity_lists}.
 *
 * @param value as the database wrote it, a prefix in the one way it can be written
 * @param expiresAt the event time from which on it counts no more
 * @param version as alerts quote it
 */
public record RegisteredEntry(
    EntityList list,
    EntityKind kind,
    String value,
    Optional<String> reason,
    Optional<Instant> expiresAt,
    long version,
    String addedBy,
    Instant addedAt,
    Instant updatedAt) {

  /** Whether it counts at an event time. */
  public boolean isInForce(Instant eventTime) {
    return expiresAt.isEmpty() || eventTime.isBefore(expiresAt.get());
  }
}
