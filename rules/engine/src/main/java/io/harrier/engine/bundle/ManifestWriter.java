package io.harrier.engine.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.ExpressionPrinter;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Action;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.release.Window;
import io.harrier.engine.rule.RuleConstants;
import io.harrier.engine.vocabulary.Vocabulary;
import java.math.BigDecimal;

/** Writes {@code manifest.json}: the release's definition, conditions as text. */
final class ManifestWriter {
  /** 2: rules look at a fact with a getter for each feature, which {@code fact} names. */
  static final int FORMAT = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestWriter() {}

  static byte[] write(Bundle bundle) {
    ReleaseDefinition release = bundle.release();
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("vocabulary", Vocabulary.VERSION);
    root.put("name", release.name());
    root.put("description", release.description());
    root.put("review", release.thresholds().review());
    root.put("block", release.thresholds().block());
    root.put("sessionGap", release.sessionGap());
    root.put("model", bundle.model());
    root.put("fact", bundle.fact());
    constants(bundle.constants(), root.putObject("constants"));
    ArrayNode features = root.putArray("features");
    release.features().forEach(feature -> feature(feature, features.addObject()));
    ArrayNode rules = root.putArray("rules");
    release.rules().forEach(rule -> rule(rule, rules.addObject()));
    ArrayNode patterns = root.putArray("patterns");
    release.patterns().forEach(pattern -> PatternJson.write(pattern, patterns.addObject()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always writable", e);
    }
  }

  private static void constants(RuleConstants constants, ObjectNode into) {
    constants.texts().forEach(into.putArray("texts")::add);
    ArrayNode numbers = into.putArray("numbers");
    constants.numbers().forEach(number -> numbers.add(number.toPlainString()));
    ArrayNode textLists = into.putArray("textLists");
    constants.textLists().forEach(list -> list.forEach(textLists.addArray()::add));
    ArrayNode numberLists = into.putArray("numberLists");
    constants
        .numberLists()
        .forEach(
            list -> {
              ArrayNode members = numberLists.addArray();
              list.stream().map(BigDecimal::toPlainString).forEach(members::add);
            });
  }

  private static void feature(FeatureDefinition feature, ObjectNode into) {
    into.put("name", feature.name());
    into.put("aggregate", feature.aggregate().name());
    feature.of().ifPresent(field -> into.put("of", field.fieldName()));
    feature.where().ifPresent(where -> into.put("where", ExpressionPrinter.print(where)));
    ArrayNode same = into.putArray("same");
    feature.same().forEach(field -> same.add(field.fieldName()));
    Window window = feature.window();
    if (window instanceof Window.Sliding sliding) {
      into.put("window", "sliding").put("millis", sliding.size());
    } else if (window instanceof Window.Tumbling tumbling) {
      into.put("window", "tumbling").put("millis", tumbling.size());
    } else if (window instanceof Window.Session session) {
      into.put("window", "session").put("millis", session.gap());
    }
  }

  private static void rule(RuleDefinition rule, ObjectNode into) {
    into.put("id", rule.id());
    into.put("name", rule.name());
    into.put("description", rule.description());
    into.put("scope", rule.scope().name());
    into.put("severity", rule.severity().name());
    if (!(rule.condition() instanceof Expression.And and) || !and.terms().isEmpty()) {
      into.put("condition", ExpressionPrinter.print(rule.condition()));
    }
    ArrayNode actions = into.putArray("actions");
    for (Action action : rule.actions()) {
      if (action instanceof RaiseAlert alert) {
        actions.addObject().put("score", alert.score()).put("reason", alert.reason());
      } else if (action instanceof Mark mark) {
        actions.addObject().put("mark", mark.name());
      }
    }
    into.put("file", rule.file());
    into.put("line", rule.line());
  }
}
