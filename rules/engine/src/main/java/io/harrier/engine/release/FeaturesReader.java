package io.harrier.engine.release;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.ExpressionParser;
import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.NameScope;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.Spelling;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.ValueType;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code features.yaml}. */
final class FeaturesReader {
  private static final List<String> FIELDS =
      List.of("name", "aggregate", "of", "where", "same", "window");
  private static final long MIN_WINDOW = 1_000L;
  private static final long MAX_WINDOW = 400 * 86_400_000L;
  private static final List<String> AGGREGATES =
      Arrays.stream(Aggregate.values()).map(a -> a.name().toLowerCase(Locale.ROOT)).toList();

  private final Set<String> names = new HashSet<>();

  List<FeatureDefinition> read(YamlNode root) {
    List<YamlNode> items = root.items();
    if (items.size() > Limits.MAX_FEATURES) {
      root.problem("a release declares at most " + Limits.MAX_FEATURES + " features");
    }
    List<FeatureDefinition> features = new ArrayList<>();
    items.stream()
        .limit(Limits.MAX_FEATURES)
        .forEach(item -> feature(item, item.fields(FIELDS)).ifPresent(features::add));
    return features;
  }

  private Optional<FeatureDefinition> feature(YamlNode item, Map<String, YamlNode> fields) {
    for (String required : List.of("name", "aggregate", "window")) {
      if (!fields.containsKey(required)) {
        item.problem("the feature has no \"" + required + "\"");
        return Optional.empty();
      }
    }
    Optional<String> name = name(fields.get("name"));
    Optional<Aggregate> aggregate =
        fields
            .get("aggregate")
            .oneOf(AGGREGATES)
            .map(text -> Aggregate.valueOf(text.toUpperCase(Locale.ROOT)));
    Optional<Window> window = window(fields.get("window"));
    Optional<Expression> where = Optional.ofNullable(fields.get("where")).flatMap(this::where);
    List<TransactionField> same =
        fields.containsKey("same")
            ? fields.get("same").itemsOrSingle().stream()
                .flatMap(node -> textField(node).stream())
                .toList()
            : List.of();
    if (name.isEmpty() || aggregate.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    Optional<TransactionField> of = of(item, fields.get("of"), aggregate.get());
    if (of.isEmpty() && needsField(aggregate.get())) {
      return Optional.empty();
    }
    FeatureDefinition feature =
        new FeatureDefinition(name.get(), aggregate.get(), of, where, same, window.get());
    Optional<String> problem = FeatureCheck.problemOf(feature);
    problem.ifPresent(item::problem);
    return problem.isPresent() ? Optional.empty() : Optional.of(feature);
  }

  private Optional<String> name(YamlNode node) {
    Optional<String> name = node.text(40);
    if (name.isEmpty()) {
      return name;
    }
    if (!Identifiers.isFeatureName(name.get())) {
      node.problem(
          "a feature's name is a letter, then letters and digits, such as cardTests, and no word of"
              + " the rule language");
      return Optional.empty();
    }
    for (Fact fact : Fact.values()) {
      if (Vocabulary.WITHOUT_FEATURES.typeOf(fact, name.get()).isPresent()) {
        node.problem(
            "\""
                + name.get()
                + "\" is already a property of "
                + fact.factName()
                + ", choose another");
        return Optional.empty();
      }
    }
    if (!names.add(name.get())) {
      node.problem("a feature \"" + name.get() + "\" is already declared");
      return Optional.empty();
    }
    return name;
  }

  private Optional<Window> window(YamlNode node) {
    Optional<String> text = node.text(60);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] words = text.get().split("\\s+", 2);
    Optional<Long> length =
        words.length == 2
            ? DurationText.parse(words[1]).filter(m -> m >= MIN_WINDOW && m <= MAX_WINDOW)
            : Optional.empty();
    Optional<Window> window =
        length.flatMap(
            millis ->
                switch (words[0]) {
                  case "sliding" -> Optional.of(new Window.Sliding(millis));
                  case "tumbling" -> Optional.of(new Window.Tumbling(millis));
                  case "session" -> Optional.of(new Window.Session(millis));
                  default -> Optional.empty();
                });
    if (window.isEmpty()) {
      node.problem(
          "a window is \"sliding 5m\", \"tumbling 1d\" or \"session 30m\", from 1s to 400d");
    }
    return window;
  }

  private Optional<Expression> where(YamlNode node) {
    Optional<String> text = node.text(2000);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(ExpressionParser.parse(text.get(), NameScope.TRANSACTION));
    } catch (InvalidExpressionException e) {
      node.problem(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<TransactionField> of(YamlNode item, YamlNode node, Aggregate aggregate) {
    String name = aggregate.name().toLowerCase(Locale.ROOT);
    if (!needsField(aggregate)) {
      if (node != null) {
        node.problem("the aggregate " + name + " has no \"of\"");
      }
      return Optional.empty();
    }
    if (node == null) {
      item.problem("the aggregate " + name + " needs \"of\", the field it looks at");
      return Optional.empty();
    }
    return switch (aggregate) {
      case SUM, MIN, MAX, AVG -> amount(node, name);
      case DISTINCT, LAST -> textField(node);
      case COUNT, ELAPSED, SPEED -> Optional.empty();
    };
  }

  private static Optional<TransactionField> amount(YamlNode node, String aggregate) {
    Optional<TransactionField> field =
        node.text(40).flatMap(TransactionField::named).filter(f -> f == TransactionField.AMOUNT);
    if (field.isEmpty()) {
      node.problem("the aggregate " + aggregate + " is of \"amount\" only");
    }
    return field;
  }

  private static Optional<TransactionField> textField(YamlNode node) {
    Optional<String> name = node.text(40);
    Optional<TransactionField> field =
        name.flatMap(TransactionField::named).filter(f -> f.type() == ValueType.TEXT);
    if (name.isPresent() && field.isEmpty()) {
      List<String> known =
          Arrays.stream(TransactionField.values())
              .filter(f -> f.type() == ValueType.TEXT)
              .map(TransactionField::fieldName)
              .toList();
      node.problem(
          "\""
              + name.get()
              + "\" is not a text field of a transaction"
              + Spelling.hint(name.get(), known));
    }
    return field;
  }

  private static boolean needsField(Aggregate aggregate) {
    return switch (aggregate) {
      case SUM, MIN, MAX, AVG, DISTINCT, LAST -> true;
      case COUNT, ELAPSED, SPEED -> false;
    };
  }
}
