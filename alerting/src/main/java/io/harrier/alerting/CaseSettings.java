package io.harrier.alerting;

import io.harrier.model.Severity;
import java.time.Duration;

/**
 * How alerts become cases.
 *
 * @param suppression how long, in event time, a rule that has alerted on a user stays quiet; zero
 *     suppresses nothing
 * @param retention how long, in event time and by the clock, a user's cases are remembered after
 *     the last alert; longer than the case gap of the detection job
 * @param notifyFrom the severity from which a new case is notified
 */
public record CaseSettings(Duration suppression, Duration retention, Severity notifyFrom) {}
