package io.harrier.alerting.standing;

import io.harrier.alerting.casework.CaseSummary;
import io.harrier.model.Severity;
import java.util.List;

/**
 * The user's newest case: the one with the latest alert.
 *
 * @param alertCount how many alerts the case has
 * @param lastAlertAt event time of its latest alert, epoch milliseconds
 */
public record CaseStanding(
    String userId, String caseId, Severity severity, int alertCount, long lastAlertAt)
    implements StandingUpdate {
  private static final List<String> FIELDS =
      List.of("caseId", "caseSeverity", "caseAlertCount", "caseAlertAt");

  /** What a case as it is stored says about its user. */
  public static CaseStanding of(CaseSummary summary) {
    return new CaseStanding(
        summary.userId(),
        summary.caseId(),
        summary.severity(),
        summary.alertCount(),
        summary.lastAlertAt().toEpochMilli());
  }

  @Override
  public String orderField() {
    return "caseAlertAt";
  }

  @Override
  public long order() {
    return lastAlertAt;
  }

  @Override
  public String tieField() {
    return "caseAlertCount";
  }

  @Override
  public long tie() {
    return alertCount;
  }

  @Override
  public List<String> fieldNames() {
    return FIELDS;
  }

  @Override
  public List<String> fieldValues() {
    return List.of(
        caseId, severity.name(), Integer.toString(alertCount), Long.toString(lastAlertAt));
  }
}
