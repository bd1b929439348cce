package io.harrier.alerting.cases;

import io.harrier.alerting.intake.ReceivedAlert;

/**
 * A row of {@code fraud.alerts}.
 *
 * @param json the whole alert
 * @param suppressed whether it opened no case and notified nobody
 * @param partition of the topic {@code alerts} it was read from
 * @param offset in that partition
 * @param detectedAt epoch milliseconds
 */
public record StoredAlert(
    String json, boolean suppressed, int partition, long offset, long detectedAt) {

  static StoredAlert of(ReceivedAlert alert, boolean suppressed) {
    return new StoredAlert(
        alert.json(), suppressed, alert.partition(), alert.offset(), alert.detectedAt());
  }
}
