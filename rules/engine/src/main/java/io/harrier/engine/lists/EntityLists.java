package io.harrier.engine.lists;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * All entries in memory, found by hash, those of addresses by longest prefix. Threads may read
 * together while none changes it.
 */
public final class EntityLists implements ListLookup {
  private final Map<EntityList, Entries> lists = new EnumMap<>(EntityList.class);
  private int size;

  public EntityLists() {
    for (EntityList list : EntityList.values()) {
      lists.put(list, new Entries());
    }
  }

  public static EntityLists of(Collection<ListEntry> entries) {
    EntityLists lists = new EntityLists();
    entries.forEach(lists::put);
    return lists;
  }

  /**
   * @throws IllegalArgumentException if the entry is of an {@link EntityKind#IP_PREFIX} and its
   *     value is none
   */
  public static void requireValid(ListEntry entry) {
    if (entry.kind() == EntityKind.IP_PREFIX) {
      IpPrefix.of(entry.value());
    }
  }

  /**
   * Adds an entry, in place of one with the same list, kind and value.
   *
   * @throws IllegalArgumentException if it is of an {@link EntityKind#IP_PREFIX} and its value is
   *     none
   */
  public void put(ListEntry entry) {
    if (lists.get(entry.list()).put(entry)) {
      size++;
    }
  }

  /** Removes the entry with this list, kind and value, if there is one. */
  public void remove(ListEntry entry) {
    if (lists.get(entry.list()).remove(entry)) {
      size--;
    }
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public ListEntry find(EntityList list, EntityKind kind, String value, long eventTime) {
    return lists.get(list).find(kind, value, eventTime);
  }

  /** Of one list. */
  private static final class Entries {
    private final Map<EntityKind, Map<String, ListEntry>> byValue = new EnumMap<>(EntityKind.class);
    private final PrefixTrie ipv4 = new PrefixTrie();
    private final PrefixTrie ipv6 = new PrefixTrie();

    Entries() {
      for (EntityKind kind : EntityKind.values()) {
        byValue.put(kind, new HashMap<>());
      }
    }

    boolean put(ListEntry entry) {
      if (entry.kind() == EntityKind.IP_PREFIX) {
        IpPrefix prefix = IpPrefix.of(entry.value());
        trie(prefix).put(prefix, entry);
      }
      return byValue.get(entry.kind()).put(entry.value(), entry) == null;
    }

    boolean remove(ListEntry entry) {
      if (entry.kind() == EntityKind.IP_PREFIX) {
        IpPrefix prefix = IpPrefix.of(entry.value());
        trie(prefix).remove(prefix);
      }
      return byValue.get(entry.kind()).remove(entry.value()) != null;
    }

    ListEntry find(EntityKind kind, String value, long eventTime) {
      Map<String, ListEntry> entries = byValue.get(kind);
      if (value == null || entries.isEmpty()) {
        return null;
      }
      if (kind == EntityKind.IP_PREFIX) {
        IpPrefix address = IpPrefix.ofAddress(value);
        return address == null ? null : trie(address).find(address, eventTime);
      }
      ListEntry entry = entries.get(value);
      return entry != null && entry.isInForce(eventTime) ? entry : null;
    }

    /** Apart, so that a short prefix of IPv6 does not hold the addresses of IPv4. */
    private PrefixTrie trie(IpPrefix prefix) {
      return prefix.isIpv4() ? ipv4 : ipv6;
    }
  }
}
