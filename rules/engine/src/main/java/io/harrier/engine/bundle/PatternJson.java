package io.harrier.engine.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A pattern in the manifest. */
final class PatternJson {
  private PatternJson() {}

  static void write(PatternDefinition pattern, ObjectNode into) {
    into.put("id", pattern.id());
    into.put("severity", pattern.severity().name());
    into.put("score", pattern.score());
    into.put("reason", pattern.reason());
    into.put("within", pattern.within());
    into.put("skip", pattern.skip().name());
    ArrayNode steps = into.putArray("steps");
    for (Step step : pattern.steps()) {
      ObjectNode node = steps.addObject();
      node.put("name", step.name());
      node.put("contiguity", step.contiguity().name());
      node.put("mark", step.mark());
      node.put("minTimes", step.minTimes());
      node.put("maxTimes", step.maxTimes());
      node.put("optional", step.optional());
      ArrayNode conditions = node.putArray("conditions");
      step.conditions().forEach(condition -> write(condition, conditions.addObject()));
    }
  }

  private static void write(Condition condition, ObjectNode into) {
    into.put("step", condition.step());
    if (condition instanceof SameAs same) {
      into.put("same", same.field().fieldName());
    } else if (condition instanceof DifferentFrom different) {
      into.put("different", different.field().fieldName());
    } else if (condition instanceof AmountRatio ratio) {
      into.put("minRatio", ratio.min().toPlainString());
      into.put("maxRatio", ratio.max().toPlainString());
    } else if (condition instanceof Speed speed) {
      into.put("minKmPerHour", speed.minKmPerHour());
    }
  }

  static PatternDefinition read(ManifestNode node) throws InvalidBundleException {
    List<Step> steps = new ArrayList<>();
    for (ManifestNode step : node.list("steps")) {
      List<Condition> conditions = new ArrayList<>();
      for (ManifestNode condition : step.list("conditions")) {
        conditions.add(condition(condition));
      }
      steps.add(
          new Step(
              step.text("name"),
              step.word("contiguity", Contiguity.class),
              step.text("mark"),
              step.integer("minTimes"),
              step.integer("maxTimes"),
              step.bool("optional"),
              conditions));
    }
    return new PatternDefinition(
        node.text("id"),
        node.word("severity", Severity.class),
        node.integer("score"),
        node.text("reason"),
        node.number("within"),
        node.word("skip", SkipStrategy.class),
        steps);
  }

  private static Condition condition(ManifestNode node) throws InvalidBundleException {
    String step = node.text("step");
    if (node.has("same")) {
      return new SameAs(step, field(node, "same"));
    } else if (node.has("different")) {
      return new DifferentFrom(step, field(node, "different"));
    } else if (node.has("minRatio")) {
      return new AmountRatio(step, decimal(node, "minRatio"), decimal(node, "maxRatio"));
    }
    JsonNode speed = node.get("minKmPerHour");
    return new Speed(step, speed.doubleValue());
  }

  static TransactionField field(ManifestNode node, String name) throws InvalidBundleException {
    String value = node.text(name);
    return TransactionField.named(value)
        .orElseThrow(() -> node.invalid(name + " is no field of a transaction: " + value));
  }

  private static BigDecimal decimal(ManifestNode node, String name) throws InvalidBundleException {
    return ManifestNode.decimal(node.text(name));
  }
}
