package io.harrier.local.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harrier.backtest.explain.Sighting;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.Explanation;
import io.harrier.engine.evaluate.Explanation.FeatureValue;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.rule.ConditionTrace;
import io.harrier.engine.rule.RuleTrace;
import io.harrier.engine.sequence.OpenSequence;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code explain} says of a transaction.
 *
 * @param release that explains it
 * @param decided where the transaction stands
 * @param others the other records with its id
 * @param recorded what was decided live, where that is known
 * @param rule the one rule or sequence that is asked about, if it is one
 */
record ExplanationReport(
    String release,
    Sighting decided,
    List<Sighting> others,
    Optional<Decision> recorded,
    Explanation explanation,
    Optional<String> rule) {

  String toText() {
    StringBuilder text = new StringBuilder();
    line(text, "%s of %s", decided.transaction().transactionId(), decided.transaction().userId());
    line(text, "  event time  %s", Instant.ofEpochMilli(decided.transaction().eventTime()));
    line(text, "  stands at   %s", decided.place());
    for (Sighting other : others) {
      line(text, "  again at    %s: %s", other.place(), effect(other));
    }
    line(text, "  release     %s", release);
    line(
        text,
        "  risk score  %s",
        explanation.risk() == null
            ? "none"
            : explanation.risk().score() + ", version " + explanation.risk().version());
    outcome(text);
    if (explanation.evaluation() instanceof Evaluation.Decided) {
      rules(text);
    }
    sequences(text);
    if (rule.isEmpty() && !explanation.features().isEmpty()) {
      line(text, "\nwindows%s", explanation.warm() ? "" : " (not all filled yet)");
      TextTable table = new TextTable("  NAME", "VALUE", "MAY BE OFF BY");
      for (FeatureValue feature : explanation.features()) {
        table.row(
            "  " + feature.name(),
            show(feature.value()),
            feature.errorBound() == 0 ? "-" : feature.errorBound());
      }
      table.lines().forEach(row -> text.append(row).append('\n'));
    }
    return text.toString();
  }

  static String effect(Sighting sighting) {
    return sighting.transaction() == null
        ? "rejected, " + sighting.reason() + ": " + sighting.problem()
        : "a repeat, which has no effect";
  }

  private void outcome(StringBuilder text) {
    Evaluation evaluation = explanation.evaluation();
    if (evaluation instanceof Evaluation.Decided made) {
      Decision decision = made.decision();
      line(text, "  outcome     %s, score %d", decision.outcome(), decision.score());
      recorded
          .filter(live -> !live.ruleIds().equals(decision.ruleIds()))
          .ifPresent(
              live ->
                  line(
                      text,
                      "  live it was %s by %s: the risk score, or what is left of the history, is"
                          + " another now",
                      live.outcome(),
                      live.ruleIds()));
    } else if (evaluation instanceof Evaluation.Late late) {
      line(
          text,
          "  outcome     none: it was late, %d ms behind the user's newest transaction",
          late.byMillis());
    } else {
      line(text, "  outcome     none: its id was known already");
    }
  }

  private void rules(StringBuilder text) {
    if (rule.isPresent()) {
      explanation.rules().stream()
          .filter(trace -> trace.rule().id().equals(rule.get()))
          .forEach(trace -> trace(text, trace));
      return;
    }
    section(text, "fired", explanation.rules().stream().filter(RuleTrace::fired).toList());
    section(
        text,
        "nearly fired: one condition did not hold",
        explanation.rules().stream().filter(trace -> trace.failed() == 1).toList());
  }

  private void section(StringBuilder text, String heading, List<RuleTrace> traces) {
    line(text, "\n%s%s", heading, traces.isEmpty() ? ": none" : "");
    traces.forEach(trace -> trace(text, trace));
  }

  private void trace(StringBuilder text, RuleTrace trace) {
    line(
        text,
        "  %s  %s  (%s:%d)%s",
        trace.rule().id(),
        trace.rule().name(),
        trace.rule().file(),
        trace.rule().line(),
        trace.fired() ? "" : "  did not fire");
    alerts(trace.rule().id()).forEach(alert -> line(text, "    \"%s\"", alert.reason()));
    trace.conditions().forEach(condition -> condition(text, condition, "    "));
  }

  private List<Alert> alerts(String ruleId) {
    return explanation.evaluation().alerts().stream()
        .filter(alert -> alert.ruleId().equals(ruleId))
        .toList();
  }

  /** A condition made of several shows the values of its parts, where they are compared. */
  private static void condition(StringBuilder text, ConditionTrace condition, String indent) {
    boolean composed = condition.parts().size() > 1;
    line(
        text,
        "%s%s  %s%s",
        indent,
        condition.held() ? "held  " : "FAILED",
        condition.condition(),
        composed ? "" : "   [" + values(condition) + "]");
    if (composed) {
      condition.parts().forEach(part -> condition(text, part, indent + "  "));
    }
  }

  private static String values(ConditionTrace condition) {
    return condition.values().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + show(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void sequences(StringBuilder text) {
    List<OpenSequence> open =
        explanation.sequences().stream()
            .filter(sequence -> rule.isEmpty() || sequence.pattern().id().equals(rule.get()))
            .toList();
    line(text, "\nopen sequences%s", open.isEmpty() ? ": none" : "");
    for (OpenSequence sequence : open) {
      line(
          text,
          "  %s  since %s, %s step %d of %d (mark %s), until %s",
          sequence.pattern().id(),
          Instant.ofEpochMilli(sequence.startedAt()),
          isAbsence(sequence) ? "broken by" : "waits for",
          sequence.step() + 1,
          sequence.pattern().steps().size(),
          sequence.awaited().mark(),
          Instant.ofEpochMilli(sequence.endsAt()));
    }
  }

  private static boolean isAbsence(OpenSequence sequence) {
    Contiguity contiguity = sequence.awaited().contiguity();
    return contiguity == Contiguity.NOT_FOLLOWED_BY || contiguity == Contiguity.NOT_NEXT;
  }

  private static String show(Object value) {
    return value == null
        ? "absent"
        : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(
            String.format(Locale.ROOT, format, arguments).replaceAll("[\\p{Cntrl}&&[^\\n]]", " "))
        .append('\n');
  }

  ObjectNode toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("transactionId", decided.transaction().transactionId());
    json.put("userId", decided.transaction().userId());
    json.put("eventTime", decided.transaction().eventTime());
    json.put("place", decided.place());
    ArrayNode repeats = json.putArray("others");
    others.forEach(
        other -> repeats.addObject().put("place", other.place()).put("effect", effect(other)));
    json.put("release", release);
    if (explanation.risk() != null) {
      json.putObject("risk")
          .put("score", explanation.risk().score())
          .put("version", explanation.risk().version());
    }
    if (explanation.evaluation() instanceof Evaluation.Decided made) {
      json.put("outcome", made.decision().outcome().name());
      json.put("score", made.decision().score());
    } else if (explanation.evaluation() instanceof Evaluation.Late late) {
      json.put("lateByMillis", late.byMillis());
    }
    ArrayNode rules = json.putArray("rules");
    for (RuleTrace trace : explanation.rules()) {
      if (rule.isEmpty() || trace.rule().id().equals(rule.get())) {
        ObjectNode node = rules.addObject();
        node.put("ruleId", trace.rule().id()).put("fired", trace.fired());
        node.put("failedConditions", trace.failed());
        ArrayNode conditions = node.putArray("conditions");
        trace.conditions().forEach(condition -> add(conditions.addObject(), condition));
      }
    }
    ArrayNode sequences = json.putArray("openSequences");
    for (OpenSequence sequence : explanation.sequences()) {
      sequences
          .addObject()
          .put("patternId", sequence.pattern().id())
          .put("step", sequence.step() + 1)
          .put("mark", sequence.awaited().mark())
          .put("mustNotHappen", isAbsence(sequence))
          .put("startedAt", sequence.startedAt())
          .put("endsAt", sequence.endsAt());
    }
    ObjectNode features = json.putObject("features");
    explanation.features().forEach(feature -> features.putPOJO(feature.name(), feature.value()));
    json.put("warm", explanation.warm());
    return json;
  }

  private static void add(ObjectNode node, ConditionTrace condition) {
    node.put("condition", condition.condition()).put("held", condition.held());
    ObjectNode values = node.putObject("values");
    for (Map.Entry<String, Object> value : condition.values().entrySet()) {
      values.putPOJO(value.getKey(), value.getValue());
    }
    if (condition.parts().size() > 1) {
      ArrayNode parts = node.putArray("parts");
      condition.parts().forEach(part -> add(parts.addObject(), part));
    }
  }
}
