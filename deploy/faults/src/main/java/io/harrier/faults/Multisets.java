package io.harrier.faults;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How two collections of ids differ, for people. */
final class Multisets {
  private static final int SAMPLES = 3;

  private Multisets() {}

  static Map<String, Integer> of(Collection<String> ids) {
    Map<String, Integer> counts = new HashMap<>();
    ids.forEach(id -> counts.merge(id, 1, Integer::sum));
    return counts;
  }

  /**
   * @param what is compared
   * @return a sentence for each kind of difference: lost, duplicate, phantom
   */
  static List<String> differences(
      String what, Map<String, Integer> expected, Map<String, Integer> found) {
    List<String> lost = keys(expected, id -> !found.containsKey(id));
    List<String> phantom = keys(found, id -> !expected.containsKey(id));
    List<String> counted =
        keys(expected, id -> found.containsKey(id) && !found.get(id).equals(expected.get(id)));
    return Stream.of(
            describe(what, "lost", lost),
            describe(what, "phantom", phantom),
            describe(what, "not as often as expected, such as doubled", counted))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static List<String> keys(Map<String, Integer> counts, Predicate<String> wanted) {
    return counts.keySet().stream().filter(wanted).sorted().toList();
  }

  private static String describe(String what, String how, List<String> ids) {
    return ids.isEmpty()
        ? ""
        : "%s: %d %s, such as %s"
            .formatted(what, ids.size(), how, ids.subList(0, Math.min(SAMPLES, ids.size())));
  }
}
