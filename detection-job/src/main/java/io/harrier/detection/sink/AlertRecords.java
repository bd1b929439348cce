package io.harrier.detection.sink;

import io.harrier.model.Alert;
import io.harrier.model.json.AlertJson;
import io.harrier.model.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic {@code alerts} or {@code alerts.shadow}, keyed by user. */
final class AlertRecords extends TopicRecords<Alert> {
  private static final long serialVersionUID = 1L;

  /**
   * @param topic of alerts
   */
  AlertRecords(Topic topic) {
    super(topic);
  }

  @Override
  ProducerRecord<byte[], byte[]> record(String topicName, Alert alert) {
    return new ProducerRecord<>(topicName, utf8(alert.userId()), AlertJson.encode(alert));
  }
}
