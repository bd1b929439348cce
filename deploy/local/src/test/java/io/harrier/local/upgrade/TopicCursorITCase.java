package io.harrier.local.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.topic.Topic;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCursorITCase {
  private final List<String> read = new ArrayList<>();

  /** One fetch brings what came in after the ends had been asked for, too. */
  @Test
  void whatCameInAfterTheEndsIsReadTheNextTime(@TempDir Path folder) throws Exception {
    try (KafkaServer kafka = kafkaWithTwoPartitions(folder);
        TopicCursor cursor = TopicCursor.atEnd(kafka.bootstrapServers(), Topic.DECISIONS)) {
      write(kafka, 0, 10);
      Map<TopicPartition, Long> ends = cursor.ends();
      write(kafka, 10, 25);

      assertThat(cursor.read(ends, Long.MAX_VALUE, record -> read.add(text(record.value()))))
          .isZero();
      assertThat(read).containsExactlyInAnyOrderElementsOf(numbers(0, 10));
      assertThat(cursor.positions()).isEqualTo(ends);

      cursor.read(cursor.ends(), Long.MAX_VALUE, record -> read.add(text(record.value())));
      assertThat(read).containsExactlyInAnyOrderElementsOf(numbers(0, 25));
    }
  }

  @Test
  void whatIsBeyondTheMostIsCountedAndReadTheNextTime(@TempDir Path folder) throws Exception {
    try (KafkaServer kafka = kafkaWithTwoPartitions(folder);
        TopicCursor cursor = TopicCursor.atEnd(kafka.bootstrapServers(), Topic.DECISIONS)) {
      write(kafka, 0, 25);

      long unread = cursor.read(cursor.ends(), 7, record -> read.add(text(record.value())));
      assertThat(read).hasSize(7);
      assertThat(unread).isEqualTo(18);

      cursor.read(cursor.ends(), Long.MAX_VALUE, record -> read.add(text(record.value())));
      assertThat(read).containsExactlyInAnyOrderElementsOf(numbers(0, 25));
    }
  }

  private static KafkaServer kafkaWithTwoPartitions(Path folder) throws Exception {
    KafkaServer kafka = KafkaServer.start(folder, 0);
    kafka.createTopics(new TopicSpec(Topic.DECISIONS.topicName(), 2));
    return kafka;
  }

  private static void write(KafkaServer kafka, int from, int to)
      throws InterruptedException, ExecutionException {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = from; i < to; i++) {
        producer.send(new ProducerRecord<>(Topic.DECISIONS.topicName(), i % 2, null, "" + i)).get();
      }
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  private static String text(byte[] value) {
    return new String(value, UTF_8);
  }
}
