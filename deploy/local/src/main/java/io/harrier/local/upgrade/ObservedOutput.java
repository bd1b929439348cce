package io.harrier.local.upgrade;

import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a job decides and raises from some moment on. */
final class ObservedOutput implements AutoCloseable {
  private final TopicCursor decisions;
  private final TopicCursor alerts;

  private ObservedOutput(TopicCursor decisions, TopicCursor alerts) {
    this.decisions = decisions;
    this.alerts = alerts;
  }

  static ObservedOutput fromNow(String bootstrapServers) {
    return new ObservedOutput(
        TopicCursor.atEnd(bootstrapServers, Topic.DECISIONS),
        TopicCursor.atEnd(bootstrapServers, Topic.ALERTS));
  }

  /** In how many partitions it is. */
  int partitions() {
    return decisions.positions().size();
  }

  /** By transaction; one that was decided twice, after a failure, was decided alike. */
  Map<String, Decision> decisions() {
    Map<String, Decision> byTransaction = new LinkedHashMap<>();
    decisions.read(
        decisions.ends(),
        Long.MAX_VALUE,
        record -> {
          Decision decision = DecisionJson.decode(record.value());
          byTransaction.put(decision.transactionId(), decision);
        });
    return byTransaction;
  }

  /** By id. */
  Map<String, Alert> alerts() {
    Map<String, Alert> byId = new LinkedHashMap<>();
    alerts.read(
        alerts.ends(),
        Long.MAX_VALUE,
        record -> {
          Alert alert = AlertJson.decode(record.value());
          byId.put(alert.alertId(), alert);
        });
    return byId;
  }

  @Override
  public void close() {
    decisions.close();
    alerts.close();
  }
}
