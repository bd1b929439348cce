package io.harrier.alerting.casework;

import io.harrier.model.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code fraud.cases}, as it was read.
 *
 * @param score 0 to 100
 * @param alertCount all its alerts, suppressed ones included
 * @param firstAlertAt in event time
 * @param lastAlertAt in event time
 * @param revision grows with every change by an analyst; a change names the one it was based on
 */
public record CaseSummary(
    String caseId,
    String userId,
    CaseStatus status,
    Optional<Disposition> disposition,
    Severity severity,
    int score,
    int alertCount,
    int suppressedCount,
    Instant firstAlertAt,
    Instant lastAlertAt,
    Optional<String> assignee,
    Optional<String> notes,
    Instant openedAt,
    Optional<Instant> closedAt,
    long revision) {}
