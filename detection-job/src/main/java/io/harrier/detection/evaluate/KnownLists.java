package io.harrier.detection.evaluate;

import io.harrier.engine.lists.EntityLists;
import io.harrier.engine.lists.ListLookup;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.state.BroadcastState;

/**
 * What is allowed, blocked and watched: in broadcast state by key, and in memory as transactions
 * ask for it. An entry that expired long ago is dropped; its row in Postgres may stay.
 */
final class KnownLists {
  /**
   * How long an entry is kept beyond its expiry, by the clock, for transactions that come late or
   * are read again: which entries count at an event time this near does not depend on when it is
   * asked.
   */
  static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(30);

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final BroadcastState<String, ListEntry> state;
  private final EntityLists index = new EntityLists();
  private final Map<EntityList, AtomicInteger> counts = new EnumMap<>(EntityList.class);
  private long nextSweep = Long.MIN_VALUE;

  KnownLists(BroadcastState<String, ListEntry> state) throws Exception {
    this.state = state;
    for (EntityList list : EntityList.values()) {
      counts.put(list, new AtomicInteger());
    }
    for (Map.Entry<String, ListEntry> known : state.entries()) {
      index.put(known.getValue());
      count(known.getValue()).incrementAndGet();
    }
  }

  /** How transactions ask. */
  ListLookup lookup() {
    return index;
  }

  /** How many entries a list has; asked by threads that report. */
  int size(EntityList list) {
    return counts.get(list).get();
  }

  /**
   * Takes an entry, unless a newer state of it is known.
   *
   * @param now epoch milliseconds
   */
  void put(ListEntry entry, long now) throws Exception {
    ListEntry known = state.get(entry.key());
    if (known != null && !entry.supersedes(known)) {
      return;
    }
    if (isPast(entry, now)) {
      remove(entry.key());
      return;
    }
    state.put(entry.key(), entry);
    index.put(entry);
    if (known == null) {
      count(entry).incrementAndGet();
    }
  }

  void remove(String key) throws Exception {
    ListEntry known = state.get(key);
    if (known != null) {
      state.remove(key);
      index.remove(known);
      count(known).decrementAndGet();
    }
  }

  /** Drops what expired long ago; looks at most once an hour. */
  void dropExpired(long now) throws Exception {
    if (now < nextSweep) {
      return;
    }
    nextSweep = now + BETWEEN_SWEEPS.toMillis();
    List<String> past = new ArrayList<>();
    for (Map.Entry<String, ListEntry> known : state.entries()) {
      if (isPast(known.getValue(), now)) {
        past.add(known.getKey());
      }
    }
    for (String key : past) {
      remove(key);
    }
  }

  private static boolean isPast(ListEntry entry, long now) {
    return entry.expiresAt() < now - KEPT_AFTER_EXPIRY.toMillis();
  }

  private AtomicInteger count(ListEntry entry) {
    return counts.get(entry.list());
  }
}
