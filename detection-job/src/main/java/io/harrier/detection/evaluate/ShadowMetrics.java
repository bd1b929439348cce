package io.harrier.detection.evaluate;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the release in shadow would have done, beside what was done: in the group {@code shadow},
 * {@code evaluations}, {@code failures}, {@code rule.<id>.alerts}, and for each pair of outcomes
 * {@code decided.<outcome>.would.<outcome>.decisions}.
 */
final class ShadowMetrics {
  private final MetricGroup group;
  private final Counter evaluations;
  private final Counter failures;
  private final AlertCounters alerts;
  private final Map<Outcome, Map<Outcome, Counter>> decisions = new EnumMap<>(Outcome.class);

  /**
   * @param group of the shadow
   */
  ShadowMetrics(MetricGroup group) {
    this.group = group;
    evaluations = group.counter("evaluations");
    failures = group.counter("failures");
    alerts = new AlertCounters(group);
  }

  void onDecision(Decision decided, Decision would) {
    evaluations.inc();
    decisions
        .computeIfAbsent(decided.outcome(), outcome -> new EnumMap<>(Outcome.class))
        .computeIfAbsent(would.outcome(), outcome -> counter(decided.outcome(), outcome))
        .inc();
  }

  private Counter counter(Outcome decided, Outcome would) {
    return group
        .addGroup("decided", decided.name())
        .addGroup("would", would.name())
        .counter("decisions");
  }

  void onAlerts(List<Alert> raised) {
    raised.forEach(alerts::count);
  }

  void onFailure() {
    failures.inc();
  }
}
