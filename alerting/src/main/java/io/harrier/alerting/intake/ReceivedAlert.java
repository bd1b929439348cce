package io.harrier.alerting.intake;

import io.harrier.model.Alert;
import io.harrier.model.Severity;
import io.harrier.model.json.AlertJson;
import java.nio.charset.StandardCharsets;

/**
 * An alert as it was committed, and where. Flat, so that Flink moves it without a generic type.
 *
 * @param eventTime epoch milliseconds
 * @param detectedAt epoch milliseconds
 * @param json the whole alert
 * @param partition of the topic {@code alerts}
 * @param offset in that partition
 */
public record ReceivedAlert(
    String alertId,
    String userId,
    String caseId,
    String ruleId,
    Severity severity,
    int score,
    String reason,
    long eventTime,
    long detectedAt,
    String json,
    int partition,
    long offset) {

  /** The alert that stood at {@code offset} of {@code partition}. */
  public static ReceivedAlert of(Alert alert, int partition, long offset) {
    return new ReceivedAlert(
        alert.alertId(),
        alert.userId(),
        alert.caseId(),
        alert.ruleId(),
        alert.severity(),
        alert.score(),
        alert.reason(),
        alert.eventTime(),
        alert.detectedAt(),
        new String(AlertJson.encode(alert), StandardCharsets.UTF_8),
        partition,
        offset);
  }
}
