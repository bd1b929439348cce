package io.harrier.engine.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.ExpressionParser;
import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.NameScope;
import io.harrier.engine.release.Aggregate;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Action;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.release.Thresholds;
import io.harrier.engine.release.Window;
import io.harrier.engine.rule.RuleConstants;
import io.harrier.engine.rule.TransactionFact;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.Vocabulary;
import io.harrier.model.Severity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Restores a release's definition from {@code manifest.json}. */
final class ManifestReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestReader() {}

  static Bundle read(byte[] manifest, String drl, SortedMap<String, byte[]> classes)
      throws InvalidBundleException {
    try {
      ManifestNode root = new ManifestNode("", JSON.readTree(manifest));
      checkVersions(root);
      List<FeatureDefinition> features = new ArrayList<>();
      for (ManifestNode node : root.list("features")) {
        features.add(feature(node));
      }
      ReleaseDefinition withoutRules =
          new ReleaseDefinition(
              root.text("name"),
              root.text("description"),
              new Thresholds(root.integer("review"), root.integer("block")),
              root.number("sessionGap"),
              features,
              List.of(),
              patterns(root));
      ReleaseDefinition release = withoutRules.withRules(rules(root, withoutRules.vocabulary()));
      return new Bundle(release, constants(root), drl, root.text("model"), fact(root), classes);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new InvalidBundleException("the manifest is broken: " + e.getMessage(), e);
    }
  }

  private static void checkVersions(ManifestNode root) throws InvalidBundleException {
    int format = root.integer("format");
    int vocabulary = root.integer("vocabulary");
    if (format > ManifestWriter.FORMAT || vocabulary > Vocabulary.VERSION) {
      throw new InvalidBundleException(
          "the bundle was made by a newer Harrier (format "
              + format
              + ", vocabulary "
              + vocabulary
              + "), this one reads up to "
              + ManifestWriter.FORMAT
              + " and "
              + Vocabulary.VERSION,
          null);
    }
  }

  /** Rules of format 1 look at the fact that every release has. */
  private static String fact(ManifestNode root) throws InvalidBundleException {
    return root.integer("format") == 1 ? TransactionFact.class.getName() : root.text("fact");
  }

  private static FeatureDefinition feature(ManifestNode node) throws InvalidBundleException {
    List<TransactionField> same = new ArrayList<>();
    for (String name : node.texts("same")) {
      same.add(
          TransactionField.named(name).orElseThrow(() -> node.invalid("unknown field " + name)));
    }
    Optional<Expression> where =
        node.has("where")
            ? Optional.of(condition(node, "where", NameScope.TRANSACTION))
            : Optional.empty();
    return new FeatureDefinition(
        node.text("name"),
        node.word("aggregate", Aggregate.class),
        node.has("of") ? Optional.of(PatternJson.field(node, "of")) : Optional.empty(),
        where,
        same,
        window(node));
  }

  private static Window window(ManifestNode node) throws InvalidBundleException {
    long millis = node.number("millis");
    return switch (node.text("window")) {
      case "sliding" -> new Window.Sliding(millis);
      case "tumbling" -> new Window.Tumbling(millis);
      case "session" -> new Window.Session(millis);
      default -> throw node.invalid("unknown window " + node.text("window"));
    };
  }

  private static List<PatternDefinition> patterns(ManifestNode root) throws InvalidBundleException {
    List<PatternDefinition> patterns = new ArrayList<>();
    for (ManifestNode node : root.list("patterns")) {
      patterns.add(PatternJson.read(node));
    }
    return patterns;
  }

  private static List<RuleDefinition> rules(ManifestNode root, Vocabulary vocabulary)
      throws InvalidBundleException {
    List<RuleDefinition> rules = new ArrayList<>();
    for (ManifestNode node : root.list("rules")) {
      Scope scope = node.word("scope", Scope.class);
      NameScope names =
          new NameScope(vocabulary, Fact.TRANSACTION, Set.copyOf(scope.facts()), Map.of());
      rules.add(
          new RuleDefinition(
              node.text("id"),
              node.text("name"),
              node.text("description"),
              scope,
              node.word("severity", Severity.class),
              node.has("condition") ? condition(node, "condition", names) : new And(List.of()),
              actions(node),
              node.text("file"),
              node.integer("line")));
    }
    return rules;
  }

  private static List<Action> actions(ManifestNode rule) throws InvalidBundleException {
    List<Action> actions = new ArrayList<>();
    for (ManifestNode node : rule.list("actions")) {
      actions.add(
          node.has("mark")
              ? new Mark(node.text("mark"))
              : new RaiseAlert(node.integer("score"), node.text("reason")));
    }
    return actions;
  }

  private static Expression condition(ManifestNode node, String name, NameScope scope)
      throws InvalidBundleException {
    try {
      return ExpressionParser.parse(node.text(name), scope);
    } catch (InvalidExpressionException e) {
      throw node.invalid("\"" + name + "\": " + e.getMessage());
    }
  }

  private static RuleConstants constants(ManifestNode root) throws InvalidBundleException {
    ManifestNode node = root.object("constants");
    List<BigDecimal> numbers = decimals(node.texts("numbers"));
    List<List<String>> textLists = new ArrayList<>();
    for (JsonNode list : node.get("textLists")) {
      textLists.add(ManifestNode.texts(list));
    }
    List<List<BigDecimal>> numberLists = new ArrayList<>();
    for (JsonNode list : node.get("numberLists")) {
      numberLists.add(decimals(ManifestNode.texts(list)));
    }
    return new RuleConstants(node.texts("texts"), numbers, textLists, numberLists);
  }

  private static List<BigDecimal> decimals(List<String> texts) throws InvalidBundleException {
    List<BigDecimal> decimals = new ArrayList<>();
    for (String text : texts) {
      decimals.add(ManifestNode.decimal(text));
    }
    return decimals;
  }
}
