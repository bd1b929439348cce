package io.harrier.engine.release;

import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.vocabulary.Spelling;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads one step of a pattern. */
final class StepReader {
  private static final Map<String, Contiguity> CONTIGUITIES =
      Map.of(
          "next", Contiguity.NEXT,
          "followed by", Contiguity.FOLLOWED_BY,
          "not next", Contiguity.NOT_NEXT,
          "not followed by", Contiguity.NOT_FOLLOWED_BY);
  private static final List<String> FIELDS =
      List.of(
          "name",
          "mark",
          "next",
          "followed by",
          "not next",
          "not followed by",
          "times",
          "optional",
          "where");
  private static final List<String> CONDITIONS = List.of("same", "different", "ratio", "speed");

  private final RuleIndex index;

  /** How often a step may happen. */
  private record Times(int min, int max) {
    boolean isAllowed() {
      return min >= 1 && min <= max && max <= PatternCheck.MAX_TIMES;
    }
  }

  StepReader(RuleIndex index) {
    this.index = index;
  }

  /**
   * @param earlier the steps before it
   */
  Optional<Step> read(YamlNode item, List<Step> earlier) {
    Map<String, YamlNode> fields = item.fields(FIELDS);
    List<String> given = fields.keySet().stream().filter(CONTIGUITIES::containsKey).toList();
    boolean first = earlier.isEmpty();
    String markField = first ? "mark" : given.size() == 1 ? given.get(0) : "";
    if (first && (!fields.containsKey("mark") || !given.isEmpty())) {
      item.problem("the first step says which transaction it is with \"mark: ...\"");
      return Optional.empty();
    }
    if (!first && (given.size() != 1 || fields.containsKey("mark"))) {
      item.problem(
          "a later step says how it follows, with its mark: exactly one of \"next: ...\","
              + " \"followed by: ...\", \"not next: ...\", \"not followed by: ...\"");
      return Optional.empty();
    }
    Contiguity contiguity = first ? Contiguity.FOLLOWED_BY : CONTIGUITIES.get(markField);
    Optional<String> mark =
        fields.get(markField).text(60).filter(m -> isGiven(fields.get(markField), m));
    Optional<String> name = name(item, fields.get("name"), earlier, mark);
    Optional<Times> times = times(fields.get("times"));
    Optional<Boolean> optional =
        fields.containsKey("optional") ? fields.get("optional").bool() : Optional.of(false);
    List<String> comparable =
        Stream.concat(
                earlier.stream().filter(step -> !PatternCheck.isNegative(step)).map(Step::name),
                times.filter(range -> range.max() > 1).flatMap(unused -> name).stream())
            .toList();
    Optional<List<Condition>> conditions = conditions(fields.get("where"), comparable);
    if (mark.isEmpty()
        || name.isEmpty()
        || times.isEmpty()
        || optional.isEmpty()
        || conditions.isEmpty()) {
      return Optional.empty();
    }
    Step step =
        new Step(
            name.get(),
            contiguity,
            mark.get(),
            times.get().min(),
            times.get().max(),
            optional.get(),
            conditions.get());
    if (PatternCheck.isNegative(step)
        && (fields.containsKey("times") || fields.containsKey("optional"))) {
      item.problem("a step that must not happen has neither \"times\" nor \"optional\"");
      return Optional.empty();
    }
    return Optional.of(step);
  }

  private boolean isGiven(YamlNode node, String mark) {
    if (index.marks().contains(mark)) {
      return true;
    }
    node.problem("no rule gives the mark \"" + mark + "\"" + Spelling.hint(mark, index.marks()));
    return false;
  }

  private static Optional<String> name(
      YamlNode item, YamlNode node, List<Step> earlier, Optional<String> mark) {
    Optional<String> name = node == null ? mark : node.text(60);
    if (name.isEmpty()) {
      return name;
    }
    if (!Identifiers.isId(name.get())) {
      node.problem("a step's name is " + Identifiers.ID_FORM);
      return Optional.empty();
    }
    if (earlier.stream().anyMatch(step -> step.name().equals(name.get()))) {
      item.problem("a step \"" + name.get() + "\" already exists; give this one another \"name\"");
      return Optional.empty();
    }
    return name;
  }

  private static Optional<Times> times(YamlNode node) {
    if (node == null) {
      return Optional.of(new Times(1, 1));
    }
    Optional<Times> times =
        range(node, "\\d{1,3}", Integer::valueOf)
            .map(range -> new Times(range.get(0), range.get(1)))
            .filter(Times::isAllowed);
    if (times.isEmpty()) {
      node.problem(
          "times is a number such as 3, or a range such as 2..5, at most "
              + PatternCheck.MAX_TIMES);
    }
    return times;
  }

  private static Optional<List<Condition>> conditions(YamlNode node, List<String> known) {
    if (node == null) {
      return Optional.of(List.of());
    }
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode item : node.items()) {
      Map<String, YamlNode> fields =
          item.fields(List.of("same", "different", "ratio", "speed", "step"));
      List<String> kinds = fields.keySet().stream().filter(CONDITIONS::contains).toList();
      if (kinds.size() != 1 || !fields.containsKey("step")) {
        item.problem(
            "a comparison is one of same, different, ratio, speed, with the earlier step: {same:"
                + " country, step: login}");
        return Optional.empty();
      }
      Optional<String> step = fields.get("step").text(60);
      if (step.isPresent() && !known.contains(step.get())) {
        fields
            .get("step")
            .problem(
                "\"" + step.get() + "\" is no earlier step" + Spelling.hint(step.get(), known));
        return Optional.empty();
      }
      List<Condition> found =
          step.isEmpty()
              ? List.of()
              : condition(kinds.get(0), fields.get(kinds.get(0)), step.get());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      conditions.addAll(found);
    }
    return Optional.of(conditions);
  }

  private static List<Condition> condition(String kind, YamlNode node, String step) {
    return switch (kind) {
      case "same" -> fields(node, field -> new SameAs(step, field));
      case "different" -> fields(node, field -> new DifferentFrom(step, field));
      case "speed" ->
          node.decimal("1", "100000").stream()
              .map(speed -> (Condition) new Speed(step, speed.doubleValue()))
              .toList();
      default -> ratio(node, step).stream().toList();
    };
  }

  private static Optional<Condition> ratio(YamlNode node, String step) {
    Optional<Condition> ratio =
        range(node, "\\d{1,9}(?:\\.\\d{1,6})?", BigDecimal::new)
            .filter(range -> range.get(0).compareTo(range.get(1)) <= 0)
            .map(range -> new AmountRatio(step, range.get(0), range.get(1)));
    if (ratio.isEmpty()) {
      node.problem("a ratio is a range such as 0.9..1.1");
    }
    return ratio;
  }

  private static List<Condition> fields(
      YamlNode node, Function<TransactionField, Condition> condition) {
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode item : node.itemsOrSingle()) {
      Optional<String> name = item.text(40);
      Optional<TransactionField> field = name.flatMap(TransactionField::named);
      if (name.isPresent() && field.isEmpty()) {
        item.problem(
            "a transaction has no field \""
                + name.get()
                + "\""
                + Spelling.hint(
                    name.get(),
                    Arrays.stream(TransactionField.values())
                        .map(TransactionField::fieldName)
                        .toList()));
        return List.of();
      }
      field.map(condition).ifPresent(conditions::add);
    }
    return conditions;
  }

  /** {@code a..b}, or {@code a} for both ends. */
  private static <T> Optional<List<T>> range(
      YamlNode node, String number, Function<String, T> parse) {
    return node.text(40)
        .filter(text -> text.matches(number + "(\\.\\." + number + ")?"))
        .map(text -> text.split("\\.\\."))
        .map(ends -> List.of(parse.apply(ends[0]), parse.apply(ends[ends.length - 1])));
  }
}
