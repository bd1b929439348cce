package io.harrier.detection;

import io.harrier.detection.evaluate.LateTransaction;
import io.harrier.detection.source.RejectedRecord;
import io.harrier.model.ActivityCount;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.QuarantinedRule;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the job's results go. */
public record Sinks(
    Sink<Decision> decisions,
    Sink<Alert> alerts,
    Sink<Alert> shadowAlerts,
    Sink<QuarantinedRule> quarantinedRules,
    Sink<RejectedRecord> rejected,
    Sink<LateTransaction> late,
    Sink<ActivityCount> activity) {}
