package io.harrier.alerting.casework;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a case: a row of {@code fraud.case_events}.
 *
 * @param actor who did it; {@code harrier} is the alerting job
 * @param alertId the alert that caused it
 * @param detail JSON
 */
public record CaseEvent(
    String eventId,
    CaseEventKind kind,
    Instant at,
    String actor,
    Optional<String> alertId,
    String detail) {}
