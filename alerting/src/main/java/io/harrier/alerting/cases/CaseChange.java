package io.harrier.alerting.cases;

import io.harrier.alerting.intake.ReceivedAlert;
import io.harrier.alerting.notification.CaseNotice;
import io.harrier.alerting.standing.CaseStanding;
import io.harrier.model.Severity;

/**
 * What a case amounts to after one more alert: absolute values, each of which only ever moves one
 * way, so that a repeated or older change can be told from a newer one and does no harm.
 *
 * @param alertId the alert that caused the change
 * @param opened whether that alert opened the case
 * @param severity the highest of its alerts
 * @param previousSeverity before this alert; {@code null} if it opened the case
 * @param score the highest of its alerts, 0 to 100
 * @param alertCount all its alerts, suppressed ones included
 * @param suppressedCount its suppressed alerts
 * @param firstAlertAt event time of its earliest alert, epoch milliseconds
 * @param lastAlertAt event time of its latest alert, epoch milliseconds
 */
public record CaseChange(
    String caseId,
    String userId,
    String alertId,
    boolean opened,
    Severity severity,
    Severity previousSeverity,
    int score,
    int alertCount,
    int suppressedCount,
    long firstAlertAt,
    long lastAlertAt) {

  /** Whether this alert made an open case more severe. */
  public boolean raisesSeverity() {
    return previousSeverity != null && severity.compareTo(previousSeverity) > 0;
  }

  /** What it says about the user. */
  public CaseStanding standing() {
    return new CaseStanding(userId, caseId, severity, alertCount, lastAlertAt);
  }

  /**
   * What somebody may be told of it.
   *
   * @param alert the one that caused the change
   */
  public CaseNotice notice(ReceivedAlert alert) {
    return new CaseNotice(
        caseId,
        userId,
        severity,
        score,
        alertCount,
        alert.alertId(),
        alert.ruleId(),
        alert.reason(),
        alert.eventTime(),
        alert.detectedAt());
  }
}
