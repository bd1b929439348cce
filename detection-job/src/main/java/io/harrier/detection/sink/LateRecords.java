package io.harrier.detection.sink;

import io.harrier.detection.evaluate.LateTransaction;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.LateHeaders;
import io.harrier.model.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic {@code transactions.late}, keyed by user: every field of the contract as received. */
final class LateRecords extends TopicRecords<LateTransaction> {
  private static final long serialVersionUID = 1L;

  LateRecords() {
    super(Topic.LATE);
  }

  @Override
  ProducerRecord<byte[], byte[]> record(String topicName, LateTransaction late) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topicName,
            utf8(late.transaction().userId()),
            TransactionJson.encode(late.transaction()));
    record.headers().add(LateHeaders.LATE_BY_MILLIS, utf8(Long.toString(late.byMillis())));
    return record;
  }
}
