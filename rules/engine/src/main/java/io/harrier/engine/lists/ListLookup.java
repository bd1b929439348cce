package io.harrier.engine.lists;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;

/** The lists, as an evaluation asks for them. */
public interface ListLookup {

  /** Nothing is listed. */
  ListLookup NONE =
      new ListLookup() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public ListEntry find(EntityList list, EntityKind kind, String value, long eventTime) {
          return null;
        }
      };

  /** Whether nothing is listed at all; spares all other questions. */
  boolean isEmpty();

  /**
   * The entry of a list that names a value and is in force; of several prefixes the longest.
   *
   * @param value as the transaction has it; of an {@link EntityKind#IP_PREFIX}, an address
   * @param eventTime of the transaction, epoch milliseconds
   * @return {@code null} if there is none
   */
  ListEntry find(EntityList list, EntityKind kind, String value, long eventTime);
}
