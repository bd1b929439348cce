package io.harrier.faults;

import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic from its beginning to its end, usually as readers of committed records see it. */
final class CommittedTopic {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration NEXT_COMMIT = Duration.ofMinutes(1);

  private CommittedTopic() {}

  static <T> List<T> read(
      String bootstrapServers, Topic topic, Function<ConsumerRecord<byte[], byte[]>, T> decode) {
    return read(bootstrapServers, topic, "read_committed", decode);
  }

  /** With the records of transactions that were aborted or are open. */
  static <T> List<T> readAborted(
      String bootstrapServers, Topic topic, Function<ConsumerRecord<byte[], byte[]>, T> decode) {
    return read(bootstrapServers, topic, "read_uncommitted", decode);
  }

  private static <T> List<T> read(
      String bootstrapServers,
      Topic topic,
      String isolation,
      Function<ConsumerRecord<byte[], byte[]>, T> decode) {
    List<T> records = new ArrayList<>();
    forEach(bootstrapServers, topic, isolation, record -> records.add(decode.apply(record)));
    return records;
  }

  /** One record after another, of a topic that is too long to be kept. */
  static void forEach(
      String bootstrapServers, Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    forEach(bootstrapServers, topic, "read_committed", reader);
  }

  private static void forEach(
      String bootstrapServers,
      Topic topic,
      String isolation,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, isolation)) {
      Map<TopicPartition, Long> ends = ends(consumer, topic);
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(reader);
      }
    }
  }

  /** How many records readers of committed ones are kept from by transactions that are open. */
  static long heldBack(String bootstrapServers, Topic topic) {
    Map<TopicPartition, Long> committed;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_committed")) {
      committed = ends(consumer, topic);
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_uncommitted")) {
      return consumer.endOffsets(committed.keySet(), PATIENCE).entrySet().stream()
          .mapToLong(end -> end.getValue() - committed.get(end.getKey()))
          .sum();
    }
  }

  /**
   * Returns as soon as a transaction has ended in one of the topic's partitions: its other
   * partitions, and other writers' transactions of the same checkpoint, may still wait for theirs.
   */
  static void awaitCommit(String bootstrapServers, Topic topic) {
    long deadline = System.nanoTime() + NEXT_COMMIT.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_committed")) {
      Map<TopicPartition, Long> before = ends(consumer, topic);
      while (consumer.endOffsets(before.keySet(), PATIENCE).equals(before)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "nothing was committed to %s within %d s"
                  .formatted(topic.topicName(), NEXT_COMMIT.toSeconds()));
        }
      }
    }
  }

  private static Map<TopicPartition, Long> ends(
      KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topicName(), PATIENCE).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    return new HashMap<>(consumer.endOffsets(partitions, PATIENCE));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
