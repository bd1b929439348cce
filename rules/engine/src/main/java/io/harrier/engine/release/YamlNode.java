package io.harrier.engine.release;

import io.harrier.engine.vocabulary.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A piece of YAML; what is not as expected becomes a problem with its line. */
final class YamlNode {
  private static final int MAX_NUMBER_LENGTH = 30;

  private static final Set<Tag> PLAIN_TAGS =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.SEQ,
          Tag.MAP,
          new Tag("tag:yaml.org,2002:value"));

  private final String file;
  private final Node node;
  private final Problems problems;

  YamlNode(String file, Node node, Problems problems) {
    this.file = file;
    this.node = node;
    this.problems = problems;
  }

  /** A tag such as {@code !name} asks for a type of one's own; there are none. */
  void refuseTags() {
    if (!PLAIN_TAGS.contains(node.getTag())) {
      problem("the tag \"" + node.getTag().getValue() + "\" is not allowed, remove it");
    }
  }

  String file() {
    return file;
  }

  int line() {
    return node.getStartMark().getLine() + 1;
  }

  void problem(String message) {
    problems.add(file, line(), message);
  }

  /** The entries of a list. */
  List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence)) {
      problem("a list is expected here, each entry beginning with \"- \"");
      return List.of();
    }
    return sequence.getValue().stream().map(this::wrap).toList();
  }

  /** The fields of a mapping; those that are not {@code allowed} are problems. */
  Map<String, YamlNode> fields(Collection<String> allowed) {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem("\"name: value\" lines are expected here: " + String.join(", ", allowed));
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = wrap(tuple.getKeyNode());
      String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!allowed.contains(name)) {
        key.problem(
            "\"" + name + "\" is not known here" + Spelling.hint(name, allowed) + known(allowed));
      } else if (fields.put(name, wrap(tuple.getValueNode())) != null) {
        key.problem("\"" + name + "\" stands here twice");
      }
    }
    return fields;
  }

  /** The text of a scalar. */
  Optional<String> text(int maxLength) {
    if (!(node instanceof ScalarNode scalar)) {
      problem("a single value is expected here");
      return Optional.empty();
    }
    String value = scalar.getValue().strip();
    if (value.isEmpty() || value.length() > maxLength) {
      problem("a text of 1 to " + maxLength + " characters is expected here");
      return Optional.empty();
    }
    if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      problem("a text must not contain control characters");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** The texts of a list, or the single text that stands in its place. */
  List<YamlNode> itemsOrSingle() {
    return node instanceof SequenceNode ? items() : List.of(this);
  }

  Optional<BigDecimal> decimal(String min, String max) {
    Optional<BigDecimal> value =
        text(MAX_NUMBER_LENGTH)
            .filter(text -> text.matches("-?\\d+(\\.\\d+)?"))
            .map(BigDecimal::new)
            .filter(
                number ->
                    number.compareTo(new BigDecimal(min)) >= 0
                        && number.compareTo(new BigDecimal(max)) <= 0);
    if (value.isEmpty()) {
      problem("a number from " + min + " to " + max + " is expected here");
    }
    return value;
  }

  Optional<Integer> integer(int min, int max) {
    Optional<Integer> value =
        text(MAX_NUMBER_LENGTH)
            .filter(text -> text.matches("-?\\d{1,9}"))
            .map(Integer::valueOf)
            .filter(number -> number >= min && number <= max);
    if (value.isEmpty()) {
      problem("a whole number from " + min + " to " + max + " is expected here");
    }
    return value;
  }

  Optional<Boolean> bool() {
    Optional<String> value = text(5).filter(text -> text.equals("true") || text.equals("false"));
    if (value.isEmpty()) {
      problem("true or false is expected here");
    }
    return value.map(Boolean::valueOf);
  }

  /** Milliseconds. */
  Optional<Long> duration(long min, long max) {
    Optional<Long> value =
        text(30).flatMap(DurationText::parse).filter(millis -> millis >= min && millis <= max);
    if (value.isEmpty()) {
      problem(
          DurationText.FORM
              + " is expected here, from "
              + min / 1000
              + "s to "
              + max / 86_400_000L
              + "d");
    }
    return value;
  }

  /** One of the given words. */
  Optional<String> oneOf(Collection<String> words) {
    Optional<String> value = text(60);
    if (value.isPresent() && !words.contains(value.get())) {
      problem(
          "\""
              + value.get()
              + "\" is not one of "
              + String.join(", ", words)
              + Spelling.hint(value.get(), words));
      return Optional.empty();
    }
    return value;
  }

  private YamlNode wrap(Node other) {
    YamlNode wrapped = new YamlNode(file, other, problems);
    wrapped.refuseTags();
    return wrapped;
  }

  private static String known(Collection<String> allowed) {
    return " (known: " + String.join(", ", new ArrayList<>(allowed)) + ")";
  }
}
