package io.harrier.detection.evaluate;

import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the release in canary decided, in the group {@code canary}: {@code
 * outcome.<outcome>.decisions} and {@code rule.<id>.alerts}. The same names outside the group count
 * every release.
 */
final class CanaryMetrics {
  private final Map<Outcome, Counter> decisions = new EnumMap<>(Outcome.class);
  private final AlertCounters alerts;

  /**
   * @param group of the canary
   */
  CanaryMetrics(MetricGroup group) {
    for (Outcome outcome : Outcome.values()) {
      decisions.put(outcome, group.addGroup("outcome", outcome.name()).counter("decisions"));
    }
    alerts = new AlertCounters(group);
  }

  void onDecision(Decision decision) {
    decisions.get(decision.outcome()).inc();
  }

  AlertCounters alerts() {
    return alerts;
  }
}
