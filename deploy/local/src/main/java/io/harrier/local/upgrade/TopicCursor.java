package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A place in every partition of a topic, from which on its committed records are read. */
final class TopicCursor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicCursor(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /** At the end of the topic as it is now. */
  static TopicCursor atEnd(String bootstrapServers, Topic topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topicName(), PATIENCE).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    TopicCursor cursor = new TopicCursor(consumer, partitions);
    cursor.seek(cursor.ends());
    return cursor;
  }

  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
    return positions;
  }

  /** As far as committed records reach now. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions, PATIENCE);
  }

  Map<TopicPartition, Long> beginnings() {
    return consumer.beginningOffsets(partitions, PATIENCE);
  }

  void seek(Map<TopicPartition, Long> positions) {
    positions.forEach(consumer::seek);
  }

  /**
   * Reads from here on, in each partition up to an offset, and stays at the first record that was
   * not passed on.
   *
   * @param most how many records at most
   * @return how many were left unread
   * @throws CommandFailedException if Kafka delivers nothing of what it has
   */
  long read(
      Map<TopicPartition, Long> ends,
      long most,
      Consumer<ConsumerRecord<byte[], byte[]>> receiver) {
    long read = 0;
    long lastRecord = System.nanoTime();
    while (read < most && left(ends) > 0) {
      if (System.nanoTime() - lastRecord > SILENCE.toNanos()) {
        throw new CommandFailedException(
            "Kafka has not delivered a record of %s for %d s, although there are some"
                .formatted(partitions.get(0).topic(), SILENCE.toSeconds()));
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (TopicPartition partition : records.partitions()) {
        long passedOn = 0;
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          if (record.offset() >= ends.get(partition) || read + passedOn == most) {
            consumer.seek(partition, record.offset());
            break;
          }
          receiver.accept(record);
          passedOn++;
        }
        if (passedOn > 0) {
          read += passedOn;
          lastRecord = System.nanoTime();
        }
      }
    }
    return left(ends);
  }

  private long left(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
