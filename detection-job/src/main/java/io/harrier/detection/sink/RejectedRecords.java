package io.harrier.detection.sink;

import io.harrier.detection.source.RejectedRecord;
import io.harrier.model.topic.RejectedHeaders;
import io.harrier.model.topic.Topic;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Topic {@code transactions.rejected}: key and bytes as received, but for masked card numbers, and
 * why they were rejected. Bytes beyond the limit are cut off, and a header says how many there
 * were; all of them are where the source headers say.
 */
final class RejectedRecords extends TopicRecords<RejectedRecord> {
  private static final long serialVersionUID = 1L;

  private final int maxBytes;

  /**
   * @param maxBytes how many bytes of a value are kept
   */
  RejectedRecords(int maxBytes) {
    super(Topic.REJECTED);
    this.maxBytes = maxBytes;
  }

  @Override
  ProducerRecord<byte[], byte[]> record(String topicName, RejectedRecord rejected) {
    byte[] value = rejected.value();
    boolean cut = value != null && value.length > maxBytes;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topicName, rejected.key(), cut ? Arrays.copyOf(value, maxBytes) : value);
    Headers headers = record.headers();
    headers.add(RejectedHeaders.REASON, utf8(rejected.reason().name()));
    headers.add(RejectedHeaders.DETAIL, utf8(rejected.detail()));
    headers.add(RejectedHeaders.SOURCE_TOPIC, utf8(rejected.topic()));
    headers.add(RejectedHeaders.SOURCE_PARTITION, utf8(Integer.toString(rejected.partition())));
    headers.add(RejectedHeaders.SOURCE_OFFSET, utf8(Long.toString(rejected.offset())));
    if (cut) {
      headers.add(RejectedHeaders.ORIGINAL_BYTES, utf8(Integer.toString(value.length)));
    }
    return record;
  }
}
