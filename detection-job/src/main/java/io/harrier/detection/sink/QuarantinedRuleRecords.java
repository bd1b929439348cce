package io.harrier.detection.sink;

import io.harrier.model.QuarantinedRule;
import io.harrier.model.json.QuarantinedRuleJson;
import io.harrier.model.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic {@code rules.quarantined}, keyed by release. */
final class QuarantinedRuleRecords extends TopicRecords<QuarantinedRule> {
  private static final long serialVersionUID = 1L;

  QuarantinedRuleRecords() {
    super(Topic.QUARANTINED_RULES);
  }

  @Override
  ProducerRecord<byte[], byte[]> record(String topicName, QuarantinedRule rule) {
    return new ProducerRecord<>(
        topicName, utf8(rule.releaseId()), QuarantinedRuleJson.encode(rule));
  }
}
