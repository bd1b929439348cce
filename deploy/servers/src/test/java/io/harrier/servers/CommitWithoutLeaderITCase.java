package io.harrier.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A transaction that is committed while a partition has no leader ends there once it has one again.
 * Kafka 4.3.0, 4.3.1 and 4.4.0 forget it (KAFKA-20734), so that readers of committed records get
 * nothing behind it, ever. A single broker that is killed is without leaders, too, as it starts
 * again.
 */
class CommitWithoutLeaderITCase {
  private static final TopicPartition ELSEWHERE = new TopicPartition("elsewhere", 0);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void endsWhereThereWasNoLeader(@TempDir Path directory) throws Exception {
    try (KafkaServer coordinator = KafkaServer.start(directory.resolve("1"), 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", coordinator.bootstrapServers()));
        KafkaProducer<String, String> producer = producer(coordinator)) {
      producer.initTransactions();
      try (Second broker = Second.start(directory, admin)) {
        admin
            .createTopics(List.of(new NewTopic(ELSEWHERE.topic(), Map.of(0, List.of(Second.ID)))))
            .all()
            .get();
        await().atMost(PATIENCE).until(() -> !leader(admin).isEmpty());
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(ELSEWHERE.topic(), "kept")).get();
        broker.kill();
      }
      await().atMost(PATIENCE).until(() -> leader(admin).isEmpty());
      producer.commitTransaction();

      try (Second broker = Second.start(directory, admin)) {
        assertThat(committed(broker.bootstrapServers())).containsExactly("kept");
      }
    }
  }

  private static KafkaProducer<String, String> producer(KafkaServer server) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", server.bootstrapServers(), "transactional.id", "test"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static Node leader(Admin admin) throws Exception {
    Node leader =
        admin
            .describeTopics(List.of(ELSEWHERE.topic()))
            .allTopicNames()
            .get()
            .get(ELSEWHERE.topic())
            .partitions()
            .get(0)
            .leader();
    return leader == null ? Node.noNode() : leader;
  }

  private static List<String> committed(String bootstrapServers) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(ELSEWHERE));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> values.add(each.value()));
                return !values.isEmpty();
              });
    }
    return values;
  }

  /** A broker beside the first, which is its controller and knows the transactions. */
  private record Second(ServerDirectory home, ChildProcess process, String bootstrapServers)
      implements AutoCloseable {
    static final int ID = 2;

    static Second start(Path directory, Admin admin) throws Exception {
      ServerDirectory home = ServerDirectory.open("Kafka", directory.resolve("2"));
      String address = Ports.LOOPBACK + ":" + home.port("broker", 0);
      Properties settings =
          ServerDirectory.read(directory.resolve("1").resolve("server.properties"));
      settings.setProperty("node.id", Integer.toString(ID));
      settings.setProperty("process.roles", "broker");
      settings.setProperty("listeners", "PLAINTEXT://" + address);
      settings.setProperty("advertised.listeners", "PLAINTEXT://" + address);
      settings.setProperty("log.dirs", home.data().toString());
      Path file = home.path().resolve("server.properties");
      ServerDirectory.write(file, settings);
      String cluster = admin.describeCluster().clusterId().get();
      StorageTool.execute(
          new String[] {
            "format", "--ignore-formatted", "--cluster-id", cluster, "--config", file.toString()
          },
          System.out);
      ChildProcess process = KafkaServer.process(home, file);
      process.awaitReady(() -> isAmong(admin), PATIENCE);
      return new Second(home, process, address);
    }

    private static boolean isAmong(Admin admin) {
      try {
        return admin.describeCluster().nodes().get().stream().anyMatch(node -> node.id() == ID);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException e) {
        return false;
      }
    }

    void kill() throws Exception {
      ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
      process.onExit().get();
    }

    @Override
    public void close() {
      process.stop(PATIENCE);
      home.close();
    }
  }
}
