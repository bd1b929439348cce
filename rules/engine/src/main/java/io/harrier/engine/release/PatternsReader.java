package io.harrier.engine.release;

import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code patterns.yaml}.
 *
 * <pre>
 *   - id: takeover
 *     severity: HIGH
 *     score: 70
 *     reason: login from a new device, then a transfer
 *     within: 30m
 *     skip: past last event            # or: to next, none
 *     steps:
 *       - name: login
 *         mark: new-device
 *       - name: transfer
 *         followed by: large-transfer  # or: next, not next, not followed by
 *         times: 1..3
 *         where:
 *           - {same: deviceId, step: login}
 * </pre>
 */
final class PatternsReader {
  private static final long MIN_WITHIN = 1_000L;
  private static final long MAX_WITHIN = 90 * 86_400_000L;
  private static final List<String> FIELDS =
      List.of("id", "severity", "score", "reason", "within", "skip", "steps");
  private static final Map<String, SkipStrategy> SKIPS =
      Map.of(
          "none", SkipStrategy.NO_SKIP,
          "to next", SkipStrategy.SKIP_TO_NEXT,
          "past last event", SkipStrategy.SKIP_PAST_LAST_EVENT);

  private final RuleIndex index;

  /**
   * @param index the ids that are taken, and the marks that rules give
   */
  PatternsReader(RuleIndex index) {
    this.index = index;
  }

  List<PatternDefinition> read(YamlNode root) {
    List<YamlNode> items = root.items();
    if (items.size() > Limits.MAX_SEQUENCES) {
      root.problem("a release declares at most " + Limits.MAX_SEQUENCES + " patterns");
    }
    List<PatternDefinition> patterns = new ArrayList<>();
    items.stream()
        .limit(Limits.MAX_SEQUENCES)
        .forEach(item -> pattern(item, item.fields(FIELDS)).ifPresent(patterns::add));
    return patterns;
  }

  private Optional<PatternDefinition> pattern(YamlNode item, Map<String, YamlNode> fields) {
    for (String required : List.of("id", "score", "reason", "within", "steps")) {
      if (!fields.containsKey(required)) {
        item.problem("the pattern has no \"" + required + "\"");
        return Optional.empty();
      }
    }
    Optional<String> id = fields.get("id").text(60).filter(text -> isFreeId(fields, text));
    Optional<Integer> score = fields.get("score").integer(0, 100);
    Optional<String> reason = fields.get("reason").text(200);
    if (reason.isPresent() && reason.get().contains("{")) {
      fields.get("reason").problem("a pattern's reason has no {placeholders}");
    }
    Optional<Long> within = fields.get("within").duration(MIN_WITHIN, MAX_WITHIN);
    Optional<Severity> severity =
        Optional.ofNullable(fields.get("severity"))
            .map(node -> node.oneOf(names(Severity.values())).map(Severity::valueOf))
            .orElse(Optional.of(Severity.MEDIUM));
    Optional<SkipStrategy> skip =
        Optional.ofNullable(fields.get("skip"))
            .map(node -> node.oneOf(SKIPS.keySet().stream().sorted().toList()).map(SKIPS::get))
            .orElse(Optional.of(SkipStrategy.SKIP_PAST_LAST_EVENT));
    Optional<List<Step>> steps = steps(fields.get("steps"));
    if (id.isEmpty()
        || score.isEmpty()
        || reason.isEmpty()
        || within.isEmpty()
        || severity.isEmpty()
        || skip.isEmpty()
        || steps.isEmpty()) {
      return Optional.empty();
    }
    PatternDefinition pattern =
        new PatternDefinition(
            id.get(),
            severity.get(),
            score.get(),
            reason.get(),
            within.get(),
            skip.get(),
            steps.get());
    List<String> problems = PatternCheck.problems(pattern);
    problems.forEach(fields.get("steps")::problem);
    return problems.isEmpty() ? Optional.of(pattern) : Optional.empty();
  }

  private boolean isFreeId(Map<String, YamlNode> fields, String id) {
    if (!Identifiers.isId(id)) {
      fields.get("id").problem("an id is " + Identifiers.ID_FORM);
      return false;
    }
    Optional<String> owner = index.claim(id, "a pattern");
    owner.ifPresent(
        other -> fields.get("id").problem("the id \"" + id + "\" already belongs to " + other));
    return owner.isEmpty();
  }

  private Optional<List<Step>> steps(YamlNode node) {
    List<YamlNode> items = node.items();
    if (items.isEmpty() || items.size() > PatternCheck.MAX_STEPS) {
      node.problem("a pattern has 1 to " + PatternCheck.MAX_STEPS + " steps");
      return Optional.empty();
    }
    StepReader reader = new StepReader(index);
    List<Step> steps = new ArrayList<>();
    for (YamlNode item : items) {
      Optional<Step> step = reader.read(item, steps);
      if (step.isEmpty()) {
        return Optional.empty();
      }
      steps.add(step.get());
    }
    return Optional.of(steps);
  }

  static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
