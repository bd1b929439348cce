package io.harrier.local.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerLagITCase {
  private static final String TOPIC = "alerts";
  private static final String GROUP = "readers";
  private static final long WRITTEN_AT = 1_700_000_000_000L;

  /** A reader of committed records gets neither markers nor what was aborted. */
  @Test
  void whatNobodyWillReadIsNotBehind(@TempDir Path directory) throws Exception {
    try (KafkaServer kafka = KafkaServer.start(directory, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      kafka.createTopics(new TopicSpec(TOPIC, 2));
      assertThat(lag(kafka, admin)).isEmpty();

      producer.initTransactions();
      write(producer, 0);
      producer.commitTransaction();
      write(producer, 0);
      producer.abortTransaction();
      commitOffsets(admin, 1, 0);
      assertThat(lag(kafka, admin).orElseThrow().oldest()).isEmpty();

      write(producer, 1);
      producer.commitTransaction();
      // Readers see what is committed a moment after the writer has been told so.
      await()
          .untilAsserted(
              () ->
                  assertThat(lag(kafka, admin).orElseThrow().oldest())
                      .contains(Instant.ofEpochMilli(WRITTEN_AT)));
      assertThat(lag(kafka, admin).orElseThrow().records()).isPositive();

      commitOffsets(admin, 1, 1);
      assertThat(lag(kafka, admin).orElseThrow().oldest()).isEmpty();
    }
  }

  private static Optional<ConsumerLag> lag(KafkaServer kafka, Admin admin) throws Exception {
    return ConsumerLag.of(kafka.bootstrapServers(), admin, GROUP, TOPIC);
  }

  private static void commitOffsets(Admin admin, long first, long second) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            GROUP,
            Map.of(
                new TopicPartition(TOPIC, 0), new OffsetAndMetadata(first),
                new TopicPartition(TOPIC, 1), new OffsetAndMetadata(second)))
        .all()
        .get();
  }

  private static void write(KafkaProducer<byte[], byte[]> producer, int partition)
      throws Exception {
    producer.beginTransaction();
    producer
        .send(
            new ProducerRecord<>(
                TOPIC, partition, WRITTEN_AT, null, "alert".getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaServer kafka) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "writer"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
