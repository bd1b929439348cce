package io.harrier.alerting.casework;

import io.harrier.model.AlertKind;
import io.harrier.model.Severity;
import java.time.Instant;
import java.util.List;

/**
 * A row of {@code fraud.alerts}.
 *
 * @param release may be {@code null}
 * @param reason may be {@code null}
 * @param evidence JSON
 */
public record CaseAlert(
    String alertId,
    String transactionId,
    AlertKind kind,
    String ruleId,
    String release,
    Severity severity,
    int score,
    String reason,
    Instant eventTime,
    Instant detectedAt,
    List<String> transactionIds,
    String evidence,
    boolean suppressed) {

  public CaseAlert {
    transactionIds = List.copyOf(transactionIds);
  }
}
