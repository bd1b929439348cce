package io.harrier.engine.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import io.harrier.model.Transaction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntityListsTest {
  private static final long NOW = 1_000;

  private final EntityLists lists = new EntityLists();

  @Test
  void anEntryIsFoundByListKindAndValue() {
    ListEntry entry = entry(EntityList.BLOCK, EntityKind.DEVICE, "d", ListEntry.NEVER);
    lists.put(entry);

    assertThat(lists.find(EntityList.BLOCK, EntityKind.DEVICE, "d", NOW)).isSameAs(entry);
    assertThat(lists.find(EntityList.WATCH, EntityKind.DEVICE, "d", NOW)).isNull();
    assertThat(lists.find(EntityList.BLOCK, EntityKind.USER, "d", NOW)).isNull();
    assertThat(lists.find(EntityList.BLOCK, EntityKind.DEVICE, "e", NOW)).isNull();
    assertThat(lists.find(EntityList.BLOCK, EntityKind.DEVICE, null, NOW)).isNull();
    lists.remove(entry);
    assertThat(lists.find(EntityList.BLOCK, EntityKind.DEVICE, "d", NOW)).isNull();
    assertThat(lists.isEmpty()).isTrue();
  }

  @Test
  void anEntryCountsBeforeItsExpiry() {
    lists.put(entry(EntityList.BLOCK, EntityKind.COUNTRY, "FR", NOW));

    assertThat(lists.find(EntityList.BLOCK, EntityKind.COUNTRY, "FR", NOW - 1)).isNotNull();
    assertThat(lists.find(EntityList.BLOCK, EntityKind.COUNTRY, "FR", NOW)).isNull();
  }

  @Test
  void theLongestPrefixInForceCounts() {
    ListEntry wide = entry(EntityList.BLOCK, EntityKind.IP_PREFIX, "10.0.0.0/8", ListEntry.NEVER);
    ListEntry narrow = entry(EntityList.BLOCK, EntityKind.IP_PREFIX, "10.1.0.0/16", NOW);
    lists.put(wide);
    lists.put(narrow);

    assertThat(address("10.1.2.3", NOW - 1)).isSameAs(narrow);
    assertThat(address("10.1.2.3", NOW)).isSameAs(wide);
    assertThat(address("::ffff:10.1.2.3", NOW - 1)).isSameAs(narrow);
    assertThat(address("10.2.0.0", NOW)).isSameAs(wide);
    assertThat(address("11.0.0.0", NOW)).isNull();
    assertThat(address("no address", NOW)).isNull();
  }

  @Test
  void aPrefixOfIpv6HoldsNoAddressOfIpv4() {
    lists.put(entry(EntityList.BLOCK, EntityKind.IP_PREFIX, "::/16", ListEntry.NEVER));

    assertThat(address("10.0.0.1", NOW)).isNull();
    assertThat(address("::a00:1", NOW)).isNotNull();
  }

  /** Against a scan of all entries, while they come and go. */
  @Test
  void prefixesAreFoundAsByAScan() {
    Random random = new Random(11);
    Map<String, ListEntry> known = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      ListEntry entry =
          entry(
              EntityList.BLOCK,
              EntityKind.IP_PREFIX,
              prefix(random),
              random.nextInt(4) == 0 ? NOW : ListEntry.NEVER);
      if (random.nextInt(5) < 2) {
        known.remove(entry.value());
        lists.remove(entry);
      } else {
        known.put(entry.value(), entry);
        lists.put(entry);
      }
      String address = address(random);
      long time = random.nextBoolean() ? NOW - 1 : NOW;
      assertThat(address(address, time)).as(address).isSameAs(scan(known, address, time));
    }
    known.values().forEach(lists::remove);
    assertThat(lists.isEmpty()).isTrue();
  }

  private static ListEntry scan(Map<String, ListEntry> known, String address, long time) {
    return known.values().stream()
        .filter(entry -> entry.isInForce(time))
        .filter(entry -> IpPrefix.of(entry.value()).contains(IpPrefix.ofAddress(address)))
        .max(Comparator.comparingInt(entry -> IpPrefix.of(entry.value()).length()))
        .orElse(null);
  }

  /** Few different bits, so that prefixes lie within each other. */
  private static String address(Random random) {
    return "%d.%d.0.%d"
        .formatted(random.nextInt(2) * 128, random.nextInt(4) * 64, random.nextInt(8));
  }

  /** Written the one way it can be, as in Postgres. */
  private static String prefix(Random random) {
    int length = random.nextInt(33);
    long bits = IpPrefix.ofAddress(address(random)).first(96 + length).low();
    return "%d.%d.%d.%d/%d"
        .formatted(bits >> 24 & 255, bits >> 16 & 255, bits >> 8 & 255, bits & 255, length);
  }

  @Test
  void whatOfATransactionIsListed() {
    lists.put(entry(EntityList.WATCH, EntityKind.USER, "u", ListEntry.NEVER));
    lists.put(entry(EntityList.BLOCK, EntityKind.MERCHANT, "m", NOW));
    ListedValues listed = new ListedValues();
    Transaction transaction = Transaction.builder("t", "u", NOW - 1).merchantId("m").build();

    listed.set(lists, transaction);
    assertThat(listed.isOn(EntityList.WATCH)).isTrue();
    assertThat(listed.isOn(EntityList.BLOCK)).isTrue();
    assertThat(listed.isOn(EntityList.ALLOW)).isFalse();
    assertThat(listed.get(EntityList.BLOCK, EntityKind.MERCHANT).value()).isEqualTo("m");
    assertThat(listed.get(EntityList.BLOCK, EntityKind.DEVICE)).isNull();

    listed.set(lists, Transaction.builder("t", "u", NOW).merchantId("m").build());
    assertThat(listed.isOn(EntityList.BLOCK)).isFalse();
    listed.set(ListLookup.NONE, transaction);
    assertThat(listed.isOn(EntityList.WATCH)).isFalse();
  }

  @Test
  void anEntryTakesThePlaceOfAnEarlierOne() {
    lists.put(entry(EntityList.BLOCK, EntityKind.IP_PREFIX, "10.0.0.0/8", NOW));
    ListEntry later = entry(EntityList.BLOCK, EntityKind.IP_PREFIX, "10.0.0.0/8", ListEntry.NEVER);
    lists.put(later);
    assertThat(address("10.0.0.1", NOW)).isSameAs(later);
    lists.remove(later);
    assertThat(lists.isEmpty()).isTrue();
    assertThat(EntityLists.of(List.of(later)).isEmpty()).isFalse();
  }

  private ListEntry address(String address, long time) {
    return lists.find(EntityList.BLOCK, EntityKind.IP_PREFIX, address, time);
  }

  private static ListEntry entry(EntityList list, EntityKind kind, String value, long expiresAt) {
    return new ListEntry(list, kind, value, null, expiresAt, 1, null, 0, 0);
  }
}
