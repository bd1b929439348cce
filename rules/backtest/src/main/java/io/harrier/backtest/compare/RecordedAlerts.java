package io.harrier.backtest.compare;

import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alerts of one topic by the transaction that completed them, each once. */
final class RecordedAlerts {
  private final Set<String> ids = new HashSet<>();
  private final Map<String, List<Alert>> byTransaction = new HashMap<>();

  /** Which sequences were reported when. */
  private final Set<Report> reports = new HashSet<>();

  private record Report(String userId, String ruleId, long detectedAt) {}

  void add(Alert alert) {
    if (ids.add(alert.alertId())) {
      byTransaction.computeIfAbsent(alert.transactionId(), id -> new ArrayList<>(2)).add(alert);
      if (alert.kind() == AlertKind.PATTERN) {
        reports.add(new Report(alert.userId(), alert.ruleId(), alert.detectedAt()));
      }
    }
  }

  List<Alert> of(String transactionId) {
    return byTransaction.getOrDefault(transactionId, List.of());
  }

  /** Whether all alerts are here that a decision speaks of. */
  boolean explain(Decision decision) {
    if (decision.ruleIds().isEmpty()) {
      return true;
    }
    List<Alert> alerts = of(decision.transactionId());
    for (String ruleId : decision.ruleIds()) {
      // A sequence may be reported with a later transaction than its last: it had to wait.
      if (alerts.stream().noneMatch(alert -> alert.ruleId().equals(ruleId))
          && !reports.contains(new Report(decision.userId(), ruleId, decision.decidedAt()))) {
        return false;
      }
    }
    return true;
  }
}
