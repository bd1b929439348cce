package io.harrier.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerITCase {
  private static final String TOPIC = "kept";

  @TempDir Path directory;

  @Test
  void keepsRecordsAndItsPortOverCloseAndKill() throws Exception {
    String bootstrap;
    try (KafkaServer server = KafkaServer.start(directory, 0)) {
      bootstrap = server.bootstrapServers();
      assertThat(server.isHealthy()).isTrue();
      server.createTopics(new TopicSpec(TOPIC, 1, Map.of("retention.ms", "-1")));
      server.createTopics(new TopicSpec(TOPIC, 3)); // is there already: stays as it is
      send(server, "one");
    }
    KafkaServer killed = KafkaServer.start(directory, 0);
    assertThat(killed.bootstrapServers()).isEqualTo(bootstrap);
    sendInTransaction(killed, "two");
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    assertThat(killed.onExit().get()).isNotZero();
    assertThat(killed.isHealthy()).isFalse();
    killed.close();

    try (KafkaServer server = KafkaServer.start(directory, 0)) {
      assertThat(server.bootstrapServers()).isEqualTo(bootstrap);
      assertThat(read(server, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void takesRecordsOfSeveralMegabytes() throws Exception {
    try (KafkaServer server = KafkaServer.start(directory, 0)) {
      server.createTopics(new TopicSpec(TOPIC, 1));
      byte[] large = new byte[10 << 20];
      Map<String, Object> settings =
          Map.of("bootstrap.servers", server.bootstrapServers(), "max.request.size", 16 << 20);
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        var sent = producer.send(new ProducerRecord<>(TOPIC, large)).get();
        assertThat(sent.serializedValueSize()).isEqualTo(large.length);
      }
      assertThatThrownBy(() -> server.createTopics(new TopicSpec("no such name!", 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no such name!");
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, Ports.address(0).getAddress())) {
      assertThatThrownBy(() -> KafkaServer.start(directory, taken.getLocalPort()))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort());
    }
  }

  private static void send(KafkaServer server, String value) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", server.bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static void sendInTransaction(KafkaServer server, String value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", server.bootstrapServers(), "transactional.id", "test");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
      producer.commitTransaction();
    }
  }

  private static List<String> read(KafkaServer server, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            server.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
