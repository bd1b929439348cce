package io.harrier.detection.evaluate;

import io.harrier.model.Alert;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Alerts by rule: {@code rule.<id>.alerts}. The rules of the releases bound their number. */
final class AlertCounters {
  private final MetricGroup group;
  private final Map<String, Counter> byRule = new HashMap<>();

  AlertCounters(MetricGroup group) {
    this.group = group;
  }

  void count(Alert alert) {
    byRule
        .computeIfAbsent(alert.ruleId(), rule -> group.addGroup("rule", rule).counter("alerts"))
        .inc();
  }
}
