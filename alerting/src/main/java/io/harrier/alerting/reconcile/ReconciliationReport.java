package io.harrier.alerting.reconcile;

import java.util.List;

/**
 * What a reconciliation found.
 *
 * @param topicAlerts different alerts that the topic holds
 * @param storedAlerts rows of {@code fraud.alerts}
 * @param lost alerts of the topic that the table lacks
 * @param duplicate copies, beyond the first, of alerts that the topic holds more than once
 * @param phantom rows of the table that no committed record accounts for
 * @param unreadable records of the topic that are no alerts
 * @param unverifiable rows whose records Kafka has deleted by retention; neither good nor bad
 */
public record ReconciliationReport(
    long topicAlerts,
    long storedAlerts,
    Finding lost,
    Finding duplicate,
    Finding phantom,
    Finding unreadable,
    long unverifiable) {

  /** Whether nothing is lost, doubled or invented. */
  public boolean isSound() {
    return lost.count() == 0
        && duplicate.count() == 0
        && phantom.count() == 0
        && unreadable.count() == 0;
  }

  /**
   * How many, and a few of them.
   *
   * @param samples alert ids; for unreadable records their places in the topic
   */
  public record Finding(long count, List<String> samples) {
    public Finding {
      samples = List.copyOf(samples);
    }
  }
}
