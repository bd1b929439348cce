package io.harrier.alerting.notification;

import io.harrier.model.Severity;

/**
 * A case that someone should hear about, as it stood when it became severe enough.
 *
 * @param alertId the alert that made it so
 * @param reason that alert's reason; may be {@code null}
 * @param eventTime of that alert, epoch milliseconds
 * @param detectedAt of that alert, epoch milliseconds
 */
public record CaseNotice(
    String caseId,
    String userId,
    Severity severity,
    int score,
    int alertCount,
    String alertId,
    String ruleId,
    String reason,
    long eventTime,
    long detectedAt) {}
