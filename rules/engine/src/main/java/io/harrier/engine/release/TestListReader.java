package io.harrier.engine.release;

import io.harrier.engine.lists.EntityLists;
import io.harrier.model.EntityKind;
import io.harrier.model.EntityList;
import io.harrier.model.ListEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the lists of a test. */
final class TestListReader {
  private static final int MAX_ENTRIES = 1000;
  private static final int MAX_TEXT = 128;
  private static final List<String> FIELDS = List.of("list", "kind", "value", "reason", "expires");

  private TestListReader() {}

  /**
   * @param node may be {@code null}: nothing is listed
   * @param start of the test, from which an expiry is counted, epoch milliseconds
   */
  static List<ListEntry> read(YamlNode node, long start) {
    List<ListEntry> entries = new ArrayList<>();
    if (node != null) {
      List<YamlNode> items = node.items();
      if (items.size() > MAX_ENTRIES) {
        node.problem("a test has at most " + MAX_ENTRIES + " entries of lists");
        return List.of();
      }
      for (YamlNode item : items) {
        entry(item, start, entries.size() + 1).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<ListEntry> entry(YamlNode node, long start, int version) {
    Map<String, YamlNode> fields = node.fields(FIELDS);
    if (!fields.keySet().containsAll(FIELDS.subList(0, 3))) {
      node.problem("an entry of a list has a \"list\", a \"kind\" and a \"value\"");
      return Optional.empty();
    }
    Optional<EntityList> list =
        fields
            .get("list")
            .oneOf(PatternsReader.names(EntityList.values()))
            .map(EntityList::valueOf);
    Optional<EntityKind> kind =
        fields
            .get("kind")
            .oneOf(PatternsReader.names(EntityKind.values()))
            .map(EntityKind::valueOf);
    Optional<String> value = fields.get("value").text(MAX_TEXT);
    if (list.isEmpty() || kind.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    String reason =
        Optional.ofNullable(fields.get("reason")).flatMap(n -> n.text(MAX_TEXT)).orElse(null);
    long expiresAt =
        Optional.ofNullable(fields.get("expires"))
            .flatMap(n -> TestCaseReader.instant(n, start))
            .orElse(ListEntry.NEVER);
    ListEntry entry =
        new ListEntry(
            list.get(), kind.get(), value.get(), reason, expiresAt, version, null, start, version);
    try {
      EntityLists.requireValid(entry);
    } catch (IllegalArgumentException e) {
      fields.get("value").problem(e.getMessage());
      return Optional.empty();
    }
    return Optional.of(entry);
  }
}
