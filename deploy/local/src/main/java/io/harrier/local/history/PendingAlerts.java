package io.harrier.local.history;

import io.harrier.model.json.AlertJson;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Alerts that are on the topic and not committed. In each partition they begin where a {@code
 * read_committed} reader stops, so the first of them says up to when the topic is complete.
 */
final class PendingAlerts {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private PendingAlerts() {}

  /**
   * When the first alert was raised that is not committed.
   *
   * @return empty when there is none
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  static Optional<Instant> since(String bootstrapServers) {
    Map<TopicPartition, Long> committed;
    try (KafkaConsumer<byte[], byte[]> reader = reader(bootstrapServers, "read_committed")) {
      committed = reader.endOffsets(partitions(reader), PATIENCE);
    }
    try (KafkaConsumer<byte[], byte[]> reader = reader(bootstrapServers, "read_uncommitted")) {
      Map<TopicPartition, Long> written = reader.endOffsets(partitions(reader), PATIENCE);
      Optional<Instant> first = Optional.empty();
      for (Map.Entry<TopicPartition, Long> end : written.entrySet()) {
        long begin = committed.getOrDefault(end.getKey(), 0L);
        if (begin < end.getValue()) {
          Optional<Instant> raised = raisedAt(reader, end.getKey(), begin, end.getValue());
          if (raised.isPresent() && first.map(raised.get()::isBefore).orElse(true)) {
            first = raised;
          }
        }
      }
      return first;
    }
  }

  private static Optional<Instant> raisedAt(
      KafkaConsumer<byte[], byte[]> reader, TopicPartition partition, long begin, long end) {
    reader.assign(List.of(partition));
    reader.seek(partition, begin);
    while (reader.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(PATIENCE)) {
        return Optional.of(Instant.ofEpochMilli(AlertJson.decode(record.value()).detectedAt()));
      }
    }
    return Optional.empty();
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reader) {
    return reader.partitionsFor(Topic.ALERTS.topicName(), PATIENCE).stream()
        .map(each -> new TopicPartition(each.topic(), each.partition()))
        .toList();
  }

  private static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
