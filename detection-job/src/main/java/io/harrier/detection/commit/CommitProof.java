package io.harrier.detection.commit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells whether transactions were committed, by reading as a consumer of committed records does: a
 * record of a committed transaction is there, that of an aborted one is skipped.
 */
final class CommitProof {
  private static final Duration POLL = Duration.ofMillis(50);

  /** What became of a transaction. */
  enum Fate {
    COMMITTED,
    /** Aborted, by its timeout or by another producer of the same transactional id. */
    ABORTED,
    /** The partition ends before the record: it was truncated, or the topic made anew. */
    MISSING,
    /** Older than what the topic retains. */
    EXPIRED,
    /** A transaction before it was still open when the time was up. */
    UNDECIDED
  }

  private final Properties consumerProperties;
  private final Duration patience;

  /**
   * @param clientProperties how to reach Kafka
   * @param patience how long to wait for open transactions that precede a record
   */
  CommitProof(Properties clientProperties, Duration patience) {
    consumerProperties = new Properties();
    consumerProperties.putAll(clientProperties);
    consumerProperties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumerProperties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumerProperties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    consumerProperties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    this.patience = patience;
  }

  /**
   * @throws IOException if Kafka cannot be read
   */
  Fate of(FlushedTransaction transaction) throws IOException {
    TopicPartition partition = new TopicPartition(transaction.topic(), transaction.partition());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      if (offset(consumer.beginningOffsets(List.of(partition)), partition) > transaction.offset()) {
        return Fate.EXPIRED;
      }
      if (isBeyondEnd(transaction, partition)) {
        return Fate.MISSING;
      }
      consumer.seek(partition, transaction.offset());
      long deadline = System.nanoTime() + patience.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.offset() == transaction.offset() ? Fate.COMMITTED : Fate.ABORTED;
        }
        if (consumer.position(partition) > transaction.offset()) {
          return Fate.ABORTED;
        }
      }
      return Fate.UNDECIDED;
    } catch (KafkaException e) {
      throw new IOException("cannot read back what " + transaction + " wrote", e);
    }
  }

  private boolean isBeyondEnd(FlushedTransaction transaction, TopicPartition partition) {
    Properties uncommitted = new Properties();
    uncommitted.putAll(consumerProperties);
    uncommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return offset(consumer.endOffsets(List.of(partition)), partition) <= transaction.offset();
    }
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return offsets.get(partition);
  }
}
