package io.harrier.alerting.reconcile;

import io.harrier.alerting.intake.AlertReader;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic {@code alerts} as a {@code read_committed} consumer sees it. */
final class CommittedAlerts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Receives what the topic holds, in the order of each partition. */
  interface Receiver {
    void alert(String alertId);

    void unreadable(String place);
  }

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  CommittedAlerts(Map<String, String> kafkaProperties) {
    Map<String, Object> properties = new HashMap<>(kafkaProperties);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(Topic.ALERTS.topicName()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
  }

  List<TopicRange> ranges() {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream()
        .map(
            partition ->
                new TopicRange(partition.partition(), begins.get(partition), ends.get(partition)))
        .toList();
  }

  /** Reads the ranges, each record once. */
  void read(List<TopicRange> ranges, ReadProgress progress, Receiver receiver) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    long total = 0;
    for (TopicRange range : ranges) {
      if (range.end() > range.begin()) {
        ends.put(new TopicPartition(Topic.ALERTS.topicName(), range.partition()), range.end());
        total += range.end() - range.begin();
      }
    }
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    while (!ends.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        Long end = ends.get(new TopicPartition(message.topic(), message.partition()));
        if (end != null && message.offset() < end) {
          receive(message, receiver);
        }
      }
      progress.read(total - remaining(ends), total);
      // The position also passes what no consumer is shown: aborted records and commit marks.
      ends.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
      consumer.assign(ends.keySet());
    }
  }

  private long remaining(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(entry -> Math.max(0, entry.getValue() - consumer.position(entry.getKey())))
        .sum();
  }

  private static void receive(ConsumerRecord<byte[], byte[]> message, Receiver receiver) {
    String alertId;
    try {
      alertId = AlertReader.decode(message.value()).alertId();
    } catch (IllegalArgumentException e) {
      receiver.unreadable(
          "%s-%d@%d: %s"
              .formatted(message.topic(), message.partition(), message.offset(), e.getMessage()));
      return;
    }
    receiver.alert(alertId);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
