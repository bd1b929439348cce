package io.harrier.detection.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The users seen last, as many as fit in a given memory. For one thread. */
public final class UserCache {
  private static final float LOAD_FACTOR = 0.75f;

  private final long maxBytes;
  private final Map<String, Kept> users = new LinkedHashMap<>(64, LOAD_FACTOR, true);
  private long bytes;
  private long hits;
  private long misses;

  private record Kept(UserEntry entry, long bytes) {}

  /**
   * @param maxBytes about how much memory users may take; one user stays whatever the size
   */
  UserCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  UserEntry get(String userId) {
    Kept kept = users.get(userId);
    if (kept == null) {
      misses++;
      return null;
    }
    hits++;
    return kept.entry();
  }

  /** Keeps a user, or measures one that is kept anew, and lets go of those not seen for longest. */
  void put(String userId, UserEntry entry) {
    Kept kept = new Kept(entry, entry.state().memory());
    bytes += kept.bytes() - bytesOf(users.put(userId, kept));
    Iterator<Kept> oldestFirst = users.values().iterator();
    while (bytes > maxBytes && users.size() > 1) {
      bytes -= oldestFirst.next().bytes();
      oldestFirst.remove();
    }
  }

  void remove(String userId) {
    bytes -= bytesOf(users.remove(userId));
  }

  /** How many users are kept. */
  public int size() {
    return users.size();
  }

  /** How often a user was looked for and found. */
  public long hits() {
    return hits;
  }

  /** How often a user was looked for and had to be read. */
  public long misses() {
    return misses;
  }

  private static long bytesOf(Kept kept) {
    return kept == null ? 0 : kept.bytes();
  }
}
