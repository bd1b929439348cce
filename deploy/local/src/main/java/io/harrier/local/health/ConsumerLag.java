package io.harrier.local.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a job has not read of a topic as of its newest checkpoint, with which it commits its
 * offsets.
 *
 * @param records at most; the markers of transactions are among them
 * @param oldest when the oldest was written that is not read; empty where all is
 */
record ConsumerLag(long records, Optional<Instant> oldest) {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int FETCH_BYTES = 1024;

  /**
   * @return empty where the job has not committed an offset of the topic
   */
  static Optional<ConsumerLag> of(String bootstrapServers, Admin admin, String group, String topic)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> read = new TreeMap<>(Comparator.comparing(Object::toString));
    for (Map.Entry<TopicPartition, OffsetAndMetadata> committed :
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet()) {
      if (committed.getKey().topic().equals(topic) && committed.getValue() != null) {
        read.put(committed.getKey(), committed.getValue().offset());
      }
    }
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin
            .listOffsets(
                read.keySet().stream()
                    .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all()
            .get();
    Map<TopicPartition, Long> behind = new TreeMap<>(Comparator.comparing(Object::toString));
    long records = 0;
    for (Map.Entry<TopicPartition, Long> each : read.entrySet()) {
      long missing = ends.get(each.getKey()).offset() - each.getValue();
      if (missing > 0) {
        records += missing;
        behind.put(each.getKey(), each.getValue());
      }
    }
    return Optional.of(
        new ConsumerLag(
            records, behind.isEmpty() ? Optional.empty() : oldest(bootstrapServers, behind, ends)));
  }

  /**
   * Offsets alone do not tell: behind the last record that a reader gets come markers, and what was
   * aborted.
   */
  private static Optional<Instant> oldest(
      String bootstrapServers,
      Map<TopicPartition, Long> behind,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            FETCH_BYTES);
    Set<TopicPartition> open = new HashSet<>(behind.keySet());
    List<Long> timestamps = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(behind.keySet());
      behind.forEach(consumer::seek);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!open.isEmpty() && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (open.remove(partition)) {
            timestamps.add(record.timestamp());
          }
        }
        open.removeIf(each -> consumer.position(each) >= ends.get(each).offset());
        consumer.pause(behind.keySet().stream().filter(each -> !open.contains(each)).toList());
      }
    }
    return timestamps.stream().min(Long::compare).map(Instant::ofEpochMilli);
  }
}
