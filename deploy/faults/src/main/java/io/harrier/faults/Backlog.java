package io.harrier.faults;

import io.harrier.detection.KafkaSettings;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the detection job has taken of the transactions, as of its newest checkpoint. */
public final class Backlog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  public Backlog(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                KafkaSettings.DEFAULT_GROUP_ID,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(Topic.TRANSACTIONS.topicName(), PATIENCE).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
  }

  /** How many records it has taken. */
  public long taken() {
    Set<TopicPartition> all = new HashSet<>(partitions);
    return consumer.committed(all, PATIENCE).values().stream()
        .filter(Objects::nonNull)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  /** How many wait for it. */
  public long waiting() {
    long taken = taken();
    return consumer.endOffsets(partitions, PATIENCE).values().stream()
            .mapToLong(Long::longValue)
            .sum()
        - taken;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
