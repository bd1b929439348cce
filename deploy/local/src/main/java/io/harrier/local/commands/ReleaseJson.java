package io.harrier.local.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.harrier.alerting.casework.RulePrecision;
import io.harrier.engine.window.FeatureWarmth;
import io.harrier.local.health.RuleHealth;
import io.harrier.registry.Release;
import io.harrier.registry.Succession;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of releases, for programs. Times are in ISO 8601, UTC; what is absent is null. */
final class ReleaseJson {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(new OptionalSerializer()));

  private ReleaseJson() {}

  static String print(JsonNode node) throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  static ObjectNode of(Release release) {
    return JSON.valueToTree(release);
  }

  static ObjectNode of(ReleaseReport report) {
    ObjectNode json = of(report.release());
    json.set("evaluation", evaluation(report.evaluated(), report.release(), report.health()));
    json.set("precision", precision(report.precisions()));
    json.set("succession", report.succession().map(ReleaseJson::of).orElse(null));
    json.put("unreadable", report.unreadable().orElse(null));
    json.set("approvals", JSON.valueToTree(report.approvals()));
    json.set("ruleSwitches", JSON.valueToTree(report.switches()));
    json.set("history", JSON.valueToTree(report.history()));
    return json;
  }

  /** {@code as} is null where the release is not evaluated, and {@code why} says why not. */
  static ObjectNode evaluation(
      EvaluatedReleases evaluated, Release release, List<RuleHealth> rules) {
    ObjectNode json = JSON.createObjectNode();
    json.put("as", evaluated.role(release).map(Enum::name).orElse(null));
    json.put("why", evaluated.whyNot(release).orElse(null));
    ArrayNode all = json.putArray("rules");
    for (RuleHealth rule : rules) {
      ObjectNode one = JSON.valueToTree(rule);
      one.put("lastMatchAt", rule.lastMatchTime().map(Instant::toString).orElse(null));
      one.put("disabled", release.disabledRules().contains(rule.ruleId()));
      all.add(one);
    }
    return json;
  }

  private static ObjectNode precision(List<RulePrecision> rules) {
    ObjectNode json = JSON.createObjectNode();
    json.put("noisyBelow", RulePrecision.USUAL_NOISE);
    ArrayNode all = json.putArray("rules");
    for (RulePrecision rule : rules) {
      ObjectNode one = JSON.valueToTree(rule);
      rule.alerts()
          .precision()
          .ifPresentOrElse(ratio -> one.put("precision", ratio), () -> one.putNull("precision"));
      one.set("bounds", JSON.valueToTree(rule.bounds()));
      one.put("noisy", rule.isNoisy(RulePrecision.USUAL_NOISE));
      all.add(one);
    }
    return json;
  }

  private static ObjectNode of(Succession succession) {
    ObjectNode json = JSON.createObjectNode();
    json.put("before", succession.before().orElse(null));
    json.set("sequences", JSON.valueToTree(succession.sequences()));
    ArrayNode features = json.putArray("features");
    for (FeatureWarmth feature : succession.features()) {
      features
          .addObject()
          .put("feature", feature.feature())
          .put("warmAtOnce", !succession.notWarmAtOnce().contains(feature))
          .put("warmFrom", time(feature.warmFrom()))
          .put("warmForBusyUsersFrom", time(feature.warmForBusyUsersFrom()));
    }
    return json;
  }

  /** {@code null} for a time that does not come. */
  private static String time(long epochMillis) {
    return epochMillis == FeatureWarmth.NEVER ? null : Instant.ofEpochMilli(epochMillis).toString();
  }

  /** The value itself, or null. */
  private static final class OptionalSerializer extends StdSerializer<Optional<?>> {
    private static final long serialVersionUID = 1L;

    OptionalSerializer() {
      super(Optional.class, false);
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.orElse(null), out);
    }
  }
}
