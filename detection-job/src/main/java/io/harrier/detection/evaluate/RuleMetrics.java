package io.harrier.detection.evaluate;

import io.harrier.engine.rule.RuleProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What each rule of the release in force did and costs in a subtask. Told by the task's thread now
 * and then, read by reporters.
 */
final class RuleMetrics {
  private final MetricGroup group;
  private final Map<String, Latest> rules = new HashMap<>();

  RuleMetrics(MetricGroup group) {
    this.group = group;
  }

  /** The rules of the releases bound the number of gauges. */
  void update(List<RuleProfile> profiles) {
    for (RuleProfile profile : profiles) {
      rules.computeIfAbsent(profile.ruleId(), this::register).profile = profile;
    }
  }

  private Latest register(String ruleId) {
    Latest latest = new Latest();
    MetricGroup rule = group.addGroup("rule", ruleId);
    rule.gauge("matches", (Gauge<Long>) () -> latest.profile.matches());
    rule.gauge("costNanos", (Gauge<Integer>) () -> latest.profile.medianNanos());
    return latest;
  }

  private static final class Latest {
    private volatile RuleProfile profile = new RuleProfile("", 0, 0, 0);
  }
}
