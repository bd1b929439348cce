package io.harrier.local.demo;

import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is written to a topic from now on, on a thread of its own. */
public final class TopicFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private final Consumer<ConsumerRecord<byte[], byte[]>> reader;

  private TopicFeed(
      String name,
      KafkaConsumer<byte[], byte[]> consumer,
      Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    this.consumer = consumer;
    this.reader = reader;
    this.thread = new Thread(this::read, "feed-" + name);
  }

  /**
   * Starts reading at the end of the topic; only what was committed is seen.
   *
   * @param reader called on the feed's thread, in the order of each partition
   */
  public static TopicFeed start(
      String bootstrapServers, Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topicName()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // seeking is lazy, and "now" is now
    TopicFeed feed = new TopicFeed(topic.topicName(), consumer, reader);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  private void read() {
    try {
      while (true) {
        consumer.poll(POLL).forEach(reader);
      }
    } catch (WakeupException e) {
      LOG.debug("{} ends", thread.getName());
    } finally {
      consumer.close();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
