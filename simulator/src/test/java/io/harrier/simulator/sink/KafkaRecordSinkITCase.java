package io.harrier.simulator.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Transaction;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import io.harrier.simulator.Emission;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.TruthJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaRecordSinkITCase {
  private static final long PRODUCED_AT = 1_772_000_000_000L;

  @Test
  void everythingArrivesOnceInOrderWithItsKeyAndItsTruth(@TempDir Path folder) throws Exception {
    SimulationSettings settings =
        SimulationSettings.ending(Instant.parse("2026-03-01T12:00:00Z"), 5, 300);
    try (KafkaServer kafka = KafkaServer.start(folder, 0)) {
      kafka.createTopics(
          new TopicSpec(Topic.TRANSACTIONS.topicName(), 1),
          new TopicSpec(Topic.TRUTH.topicName(), 1));
      EmissionReport report;
      try (RecordSink sink =
          new KafkaRecordSink(
              new TransactionProducer(kafka.bootstrapServers()),
              InstantSource.fixed(Instant.ofEpochMilli(PRODUCED_AT)))) {
        report = Emission.run(Simulation.of(settings), sink, Pacing.unlimited(), progress -> {});
      }
      System.out.printf("%d records, %.0f a second%n", report.tally().records(), report.rate());

      List<ConsumerRecord<String, byte[]>> records = read(kafka, Topic.TRANSACTIONS);
      assertThat(records).hasSize((int) report.tally().records());
      long malformed = 0;
      for (ConsumerRecord<String, byte[]> record : records) {
        try {
          Transaction transaction = TransactionJson.decode(record.value());
          assertThat(record.key()).isEqualTo(transaction.userId());
        } catch (RejectedException e) {
          malformed++;
        }
      }
      assertThat(malformed).isPositive().isLessThanOrEqualTo(report.tally().malformedRecords());
      assertThat(TransactionJson.decode(records.get(0).value()).producedAt())
          .isEqualTo(PRODUCED_AT);

      assertThat(read(kafka, Topic.TRUTH))
          .filteredOn(
              record -> TruthJson.decode(record.value()) instanceof Truth.FraudulentTransaction)
          .hasSize((int) report.tally().fraudulent());
    }
  }

  @Test
  void whatIsSentArrivesThoughTheThreadIsInterrupted(@TempDir Path folder) throws Exception {
    try (KafkaServer kafka = KafkaServer.start(folder, 0)) {
      kafka.createTopics(new TopicSpec(Topic.TRANSACTIONS.topicName(), 1));
      try (TransactionProducer producer = new TransactionProducer(kafka.bootstrapServers())) {
        Thread.currentThread().interrupt();
        producer.send(Topic.TRANSACTIONS.topicName(), "u", new byte[] {1});
        producer.flush();
      }

      assertThat(Thread.interrupted()).isTrue();
      assertThat(read(kafka, Topic.TRANSACTIONS)).hasSize(1);
    }
  }

  private static List<ConsumerRecord<String, byte[]>> read(KafkaServer kafka, Topic topic) {
    TopicPartition partition = new TopicPartition(topic.topicName(), 0);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }
}
