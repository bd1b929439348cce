package io.harrier.local.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.backtest.input.HistoryRecord;
import io.harrier.local.CommandFailedException;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class TopicInputITCase {
  private static final long START = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
  private static final int RECORDS = 3_000;

  private KafkaServer kafka;

  /** One record a second, in turn on three of four partitions. */
  @BeforeAll
  void start(@TempDir Path directory) {
    kafka = KafkaServer.start(directory.resolve("kafka"), 0);
    kafka.createTopics(new TopicSpec("history", 4, Map.of("retention.ms", "-1")));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        byte[] value = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        var unused =
            producer.send(new ProducerRecord<>("history", i % 3, START + i * 1_000L, null, value));
      }
    }
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  private List<Integer> read(String range) {
    List<HistoryRecord> records = new ArrayList<>();
    try (TopicInput input = open(range)) {
      assertThat(input.partitions()).isEqualTo(4);
      int before;
      do {
        before = records.size();
        input.read(records, before + 700);
      } while (records.size() > before);
      assertThat(input.done()).isEqualTo(input.total()).isEqualTo(records.size());
    }
    return records.stream()
        .map(record -> Integer.valueOf(new String(record.value(), StandardCharsets.UTF_8)))
        .toList();
  }

  private TopicInput open(String range) {
    return TopicInput.open(
        kafka.bootstrapServers(), TopicRange.parse(range, InstantSource.system()).orElseThrow());
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void mergesPartitionsInTheOrderOfTheirTimestamps() {
    assertThat(read("history@..")).isEqualTo(numbers(0, RECORDS));
  }

  @Test
  void beginsWithTheFirstBoundAndEndsBeforeTheSecond() {
    assertThat(read("history@2026-03-01T12:00:10Z..2026-03-01T12:01Z")).isEqualTo(numbers(10, 60));
    assertThat(read("history@5..10")).isEqualTo(numbers(15, 30));
    assertThat(read("history@990..")).isEqualTo(numbers(2_970, RECORDS));
  }

  @Test
  void saysWhenThereIsNothing() {
    assertThatThrownBy(() -> open("history@2020-01-01T00:00Z..2020-01-02T00:00Z"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is empty: the topic holds the offsets 0..1000 in partition 0");
    assertThatThrownBy(() -> open("future@.."))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("future");
  }
}
