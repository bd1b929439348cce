package io.harrier.engine.lists;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.Transaction;
import java.util.Arrays;

/**
 * What of one transaction is listed. Reused; looks when it is asked first, and allocates nothing
 * while nothing is listed.
 */
public final class ListedValues {
  private static final EntityList[] LISTS = EntityList.values();
  private static final EntityKind[] KINDS = EntityKind.values();

  private final ListEntry[] entries = new ListEntry[LISTS.length * KINDS.length];
  private ListLookup lookup = ListLookup.NONE;
  private Transaction transaction;
  private boolean looked = true;
  private boolean listed;

  /** What is asked from now on is about this transaction. */
  public void set(ListLookup newLookup, Transaction newTransaction) {
    lookup = newLookup;
    transaction = newTransaction;
    looked = newLookup.isEmpty();
    if (listed) {
      Arrays.fill(entries, null);
      listed = false;
    }
  }

  /** The entry of that list for the transaction's value of that kind, or {@code null}. */
  public ListEntry get(EntityList list, EntityKind kind) {
    if (!looked) {
      look();
    }
    return entries[index(list, kind)];
  }

  /** Whether anything of the transaction is on the list. */
  public boolean isOn(EntityList list) {
    if (!looked) {
      look();
    }
    if (listed) {
      for (EntityKind kind : KINDS) {
        if (entries[index(list, kind)] != null) {
          return true;
        }
      }
    }
    return false;
  }

  private void look() {
    looked = true;
    for (EntityKind kind : KINDS) {
      String value = kind.of(transaction);
      if (value != null) {
        for (EntityList list : LISTS) {
          ListEntry entry = lookup.find(list, kind, value, transaction.eventTime());
          if (entry != null) {
            entries[index(list, kind)] = entry;
            listed = true;
          }
        }
      }
    }
  }

  @SuppressWarnings("EnumOrdinal") // a place in an array that lives as long as the enum
  private static int index(EntityList list, EntityKind kind) {
    return list.ordinal() * KINDS.length + kind.ordinal();
  }
}
