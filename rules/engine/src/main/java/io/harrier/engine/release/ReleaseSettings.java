package io.harrier.engine.release;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code release.yaml} says. */
record ReleaseSettings(String name, String description, Thresholds thresholds, long sessionGap) {
  private static final Collection<String> FIELDS =
      List.of("name", "description", "thresholds", "sessionGap");
  private static final long DEFAULT_SESSION_GAP = 30 * 60_000L;
  private static final long MIN_SESSION_GAP = 1_000L;
  private static final long MAX_SESSION_GAP = 7 * 86_400_000L;

  static ReleaseSettings read(YamlNode root) {
    Map<String, YamlNode> fields = root.fields(FIELDS);
    Optional<String> name = Optional.ofNullable(fields.get("name")).flatMap(n -> n.text(60));
    if (!fields.containsKey("name")) {
      root.problem("the release has no name: add \"name: ...\"");
    } else if (name.isPresent() && !Identifiers.isId(name.get())) {
      fields.get("name").problem("a release's name is " + Identifiers.ID_FORM);
    }
    Optional<String> description =
        Optional.ofNullable(fields.get("description")).flatMap(n -> n.text(2000));
    Optional<Long> gap =
        Optional.ofNullable(fields.get("sessionGap"))
            .flatMap(n -> n.duration(MIN_SESSION_GAP, MAX_SESSION_GAP));
    Thresholds thresholds =
        fields.containsKey("thresholds")
            ? thresholds(fields.get("thresholds"))
            : Thresholds.DEFAULT;
    return new ReleaseSettings(
        name.orElse(""), description.orElse(""), thresholds, gap.orElse(DEFAULT_SESSION_GAP));
  }

  private static Thresholds thresholds(YamlNode node) {
    Map<String, YamlNode> fields = node.fields(List.of("review", "block"));
    int review = score(fields.get("review"), Thresholds.DEFAULT.review());
    int block = score(fields.get("block"), Thresholds.DEFAULT.block());
    if (review > block) {
      node.problem("review (" + review + ") must not be above block (" + block + ")");
      return Thresholds.DEFAULT;
    }
    return new Thresholds(review, block);
  }

  private static int score(YamlNode node, int otherwise) {
    return Optional.ofNullable(node).flatMap(n -> n.integer(1, 100)).orElse(otherwise);
  }
}
