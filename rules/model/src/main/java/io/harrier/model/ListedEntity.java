package io.harrier.model;

import java.util.Objects;

/**
 * The entry of a list that an alert was decided by.
 *
 * @param version of the entry; see {@link ListEntry}
 */
public record ListedEntity(EntityList list, EntityKind kind, String value, long version) {
  public ListedEntity {
    Objects.requireNonNull(list, "list");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
  }

  public static ListedEntity of(ListEntry entry) {
    return new ListedEntity(entry.list(), entry.kind(), entry.value(), entry.version());
  }
}
