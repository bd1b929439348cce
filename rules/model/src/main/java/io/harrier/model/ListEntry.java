package io.harrier.model;

import java.util.Objects;

/**
 * Somebody or something that is allowed, blocked or watched: a row of {@code fraud.entity_lists}.
 *
 * @param value the id, the ISO 3166-1 alpha-2 code of a country, or a prefix in CIDR notation whose
 *     bits beyond its length are zero
 * @param reason why, in words; may be {@code null}
 * @param expiresAt from this event time on, epoch milliseconds, the entry counts no more; {@link
 *     #NEVER} for one that does not expire
 * @param version grows with every change of any row
 * @param addedBy who added it; may be {@code null}
 * @param updatedAt epoch milliseconds
 * @param position the log position of the change in Postgres (LSN); orders equal versions
 */
public record ListEntry(
    EntityList list,
    EntityKind kind,
    String value,
    String reason,
    long expiresAt,
    long version,
    String addedBy,
    long updatedAt,
    long position) {

  /** The value of {@link #expiresAt} of an entry that does not expire. */
  public static final long NEVER = Long.MAX_VALUE;

  public ListEntry {
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }

  /** Key of the entry's record: {@code BLOCK/DEVICE/d-17}. A value may hold more slashes. */
  public String key() {
    return list + "/" + kind + "/" + value;
  }

  /** Whether the entry counts at an event time, epoch milliseconds. */
  public boolean isInForce(long eventTime) {
    return eventTime < expiresAt;
  }

  /** Whether this state of the row is newer than {@code other}: by version, then log position. */
  public boolean supersedes(ListEntry other) {
    return version != other.version ? version > other.version : position > other.position;
  }
}
