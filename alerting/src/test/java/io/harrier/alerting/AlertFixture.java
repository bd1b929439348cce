package io.harrier.alerting;

import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Evidence;
import io.harrier.model.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** An alert for tests, changed step by step. */
public record AlertFixture(
    String alertId,
    String userId,
    String caseId,
    String ruleId,
    Severity severity,
    int score,
    long eventTime) {
  /** 2026-11-22T12:00:00Z. */
  public static final long NOON = 1_795_348_800_000L;

  public static AlertFixture of(String alertId, String userId) {
    return new AlertFixture(
        alertId, userId, "case-" + userId, "large-payment", Severity.MEDIUM, 40, NOON);
  }

  public AlertFixture inCase(String value) {
    return new AlertFixture(alertId, userId, value, ruleId, severity, score, eventTime);
  }

  public AlertFixture by(String rule) {
    return new AlertFixture(alertId, userId, caseId, rule, severity, score, eventTime);
  }

  public AlertFixture with(Severity value, int newScore) {
    return new AlertFixture(alertId, userId, caseId, ruleId, value, newScore, eventTime);
  }

  public AlertFixture at(long epochMillis) {
    return new AlertFixture(alertId, userId, caseId, ruleId, severity, score, epochMillis);
  }

  public AlertFixture minutesLater(long minutes) {
    return at(eventTime + minutes * 60_000);
  }

  public Alert alert() {
    return new Alert(
        alertId,
        "tx-" + alertId,
        userId,
        caseId,
        AlertKind.RULE,
        ruleId,
        "base@1",
        severity,
        score,
        "amount over 220",
        eventTime,
        eventTime + 5,
        List.of("tx-0", "tx-" + alertId),
        new Evidence(
            Map.of("count_5m", 3L, "sum_1d", new BigDecimal("12.50")), Map.of(), 0.7, 3, true));
  }

  public ReceivedAlert received() {
    return ReceivedAlert.of(alert(), 0, 7);
  }
}
