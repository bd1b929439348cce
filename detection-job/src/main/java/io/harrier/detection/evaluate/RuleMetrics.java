package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.rule.RuleProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What each rule and each sequence of a release did and costs in a subtask. Told by the task's
 * thread now and then, read by reporters.
 */
final class RuleMetrics {
  private static final RuleProfile NOTHING =
      new RuleProfile("", false, 0, 0, RuleProfile.NEVER, 0, 0);

  private final MetricGroup group;
  private final Map<String, Latest> rules = new HashMap<>();
  private final Map<String, LatestOpen> sequences = new HashMap<>();

  RuleMetrics(MetricGroup group) {
    this.group = group;
  }

  /**
   * The rules of the releases bound the number of gauges. A rule that this release does not have
   * keeps its last figures, but is in quarantine no more, and its matches are gone.
   *
   * @param quarantined ids of the rules that the task has switched off
   */
  void update(TransactionEvaluator evaluator, Set<String> quarantined) {
    update(evaluator.ruleProfiles(), evaluator.openMatches(), quarantined);
  }

  void update(List<RuleProfile> profiles, Map<String, Long> openMatches, Set<String> quarantined) {
    for (RuleProfile profile : profiles) {
      rules.computeIfAbsent(profile.ruleId(), this::registerRule).profile = profile;
    }
    rules.forEach((ruleId, latest) -> latest.quarantined = quarantined.contains(ruleId));
    openMatches.keySet().forEach(id -> sequences.computeIfAbsent(id, this::registerSequence));
    sequences.forEach((id, latest) -> latest.open = openMatches.getOrDefault(id, 0L));
  }

  private Latest registerRule(String ruleId) {
    Latest latest = new Latest();
    MetricGroup rule = group.addGroup("rule", ruleId);
    rule.gauge("evaluations", (Gauge<Long>) () -> latest.profile.evaluations());
    rule.gauge("matches", (Gauge<Long>) () -> latest.profile.matches());
    rule.gauge("lastMatchAt", (Gauge<Long>) () -> latest.profile.lastMatchAt());
    rule.gauge("costNanos", (Gauge<Integer>) () -> latest.profile.medianNanos());
    rule.gauge("quarantined", (Gauge<Integer>) () -> latest.quarantined ? 1 : 0);
    return latest;
  }

  private LatestOpen registerSequence(String patternId) {
    LatestOpen latest = new LatestOpen();
    group.addGroup("sequence", patternId).gauge("openMatches", (Gauge<Long>) () -> latest.open);
    return latest;
  }

  private static final class Latest {
    private volatile RuleProfile profile = NOTHING;
    private volatile boolean quarantined;
  }

  private static final class LatestOpen {
    private volatile long open;
  }
}
