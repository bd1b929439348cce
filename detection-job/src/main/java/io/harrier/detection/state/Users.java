package io.harrier.detection.state;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;

/**
 * What a subtask knows of its users.
 *
 * <p>A user with a long history takes some ten thousand bytes, of which a transaction changes a few
 * hundred. So an entry is stored whole only when its history was condensed, or after many changes;
 * in between, each change is stored as it happens, and an entry is read as the whole with its
 * changes made again. The users seen last are kept in memory and not read at all; since every
 * change is stored at once, that memory can be dropped at any time.
 *
 * <p>Every method is for the current key.
 */
public final class Users {
  /** Where timers alone change an entry, its history is never condensed. */
  private static final int MAX_CHANGES = 64;

  /** With fewer transactions than this, the whole is hardly longer than a change. */
  private static final int FEW_TRANSACTIONS = 16;

  private final ValueState<UserEntry> whole;
  private final ListState<UserChange> changes;
  private final UserCache cache;

  /** Whether the backend keeps what it is given, as one on the heap does, and not its bytes. */
  private boolean keepsObjects = true;

  private boolean knowsBackend;

  /**
   * @param context of an operator keyed by user
   * @param cacheBytes about how much memory users may take
   */
  public Users(RuntimeContext context, long cacheBytes) {
    whole = context.getState(States.user());
    changes = context.getListState(States.userChanges());
    cache = new UserCache(cacheBytes);
  }

  public UserCache cache() {
    return cache;
  }

  /** The user's entry, or {@code null} when the user is not known. */
  public UserEntry get(String userId) throws Exception {
    UserEntry entry = cache.get(userId);
    if (entry == null) {
      entry = read();
      if (entry != null) {
        cache.put(userId, entry);
      }
    }
    return entry;
  }

  /** Stores what has changed in the user's entry. */
  public void store(String userId, UserEntry entry) throws Exception {
    if (!entry.isChanged()) {
      return;
    }
    boolean condensed = entry.state().takeCondensed();
    if (condensed
        || entry.storedChanges() >= MAX_CHANGES
        || entry.state().transactions() < FEW_TRANSACTIONS) {
      storeWhole(entry);
      if (entry.storedChanges() > 0) {
        changes.clear();
      }
      entry.stored(0);
      cache.put(userId, entry);
    } else {
      changes.add(UserChange.of(entry));
      entry.stored(entry.storedChanges() + 1);
      if (entry.storedChanges() == 1) {
        cache.put(userId, entry);
      }
    }
  }

  // This entry goes on changing, so a backend that keeps objects gets one of its own.
  private void storeWhole(UserEntry entry) throws Exception {
    UserEntry given = keepsObjects ? Formats.USER_ENTRY.copy(entry) : entry;
    whole.update(given);
    if (!knowsBackend) {
      keepsObjects = whole.value() == given;
      knowsBackend = true;
    }
  }

  /** Forgets the user. */
  public void forget(String userId) {
    whole.clear();
    changes.clear();
    cache.remove(userId);
  }

  private UserEntry read() throws Exception {
    UserEntry stored = whole.value();
    UserEntry entry = stored == null || !keepsObjects ? stored : Formats.USER_ENTRY.copy(stored);
    int count = 0;
    for (UserChange change : changes.get()) {
      if (entry == null) {
        entry = new UserEntry();
      }
      change.applyTo(entry);
      count++;
    }
    if (entry != null) {
      entry.stored(count);
    }
    return entry;
  }
}
