package io.harrier.model;

import java.util.List;
import java.util.Objects;

/**
 * A finding that someone must account for. Written exactly once to the topic {@code alerts}.
 *
 * @param alertId derived from user, rule and the transactions that took part: the same input gives
 *     the same id after a crash, on any parallelism, live or in a backtest
 * @param transactionId the transaction that completed the finding; the last one of a closed session
 * @param caseId the case it belongs to: one user's alerts with no gap longer than the case gap
 * @param ruleId the rule, or the pattern, that fired
 * @param release {@code name@version}
 * @param score 0 to 100
 * @param eventTime event time of the finding, epoch milliseconds
 * @param detectedAt processing time, epoch milliseconds
 * @param transactionIds all that took part, oldest first
 */
public record Alert(
    String alertId,
    String transactionId,
    String userId,
    String caseId,
    AlertKind kind,
    String ruleId,
    String release,
    Severity severity,
    int score,
    String reason,
    long eventTime,
    long detectedAt,
    List<String> transactionIds,
    Evidence evidence) {

  public Alert {
    Objects.requireNonNull(alertId, "alertId");
    Objects.requireNonNull(transactionId, "transactionId");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(caseId, "caseId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(ruleId, "ruleId");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(evidence, "evidence");
    transactionIds = List.copyOf(transactionIds);
  }
}
