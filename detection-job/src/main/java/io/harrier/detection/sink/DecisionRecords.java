package io.harrier.detection.sink;

import io.harrier.model.Decision;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic {@code decisions}, keyed by user. */
final class DecisionRecords extends TopicRecords<Decision> {
  private static final long serialVersionUID = 1L;

  DecisionRecords() {
    super(Topic.DECISIONS);
  }

  @Override
  ProducerRecord<byte[], byte[]> record(String topicName, Decision decision) {
    return new ProducerRecord<>(topicName, utf8(decision.userId()), DecisionJson.encode(decision));
  }
}
