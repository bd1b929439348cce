package io.harrier.local.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.local.platform.HarrierJob;
import io.harrier.local.platform.JobJars;
import io.harrier.local.platform.Topics;
import io.harrier.model.topic.Topic;
import io.harrier.servers.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The detection job's jar in a cluster of its own, whose JobManagers are killed. */
class ApplicationModeITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PARALLELISM = 2;
  private static final int RECORDS = 500;

  @Test
  void goesOnWhereItWasWhenJobManagersAreKilledAndAfterARestart(@TempDir Path folder)
      throws Exception {
    SnapshotDirectory snapshots = new SnapshotDirectory(folder.resolve("snapshots"));
    try (KafkaServer kafka = KafkaServer.start(folder.resolve("kafka"), 0)) {
      kafka.createTopics(Topics.all(PARALLELISM));
      try (StandaloneCluster cluster = start(folder, kafka, snapshots);
          FlinkClient flink = new FlinkClient(cluster.restUrl())) {
        JobID job = awaitRunning(flink);
        send(kafka, "before");
        awaitRejected(kafka, RECORDS);

        // Whichever leads: another process takes over from what ZooKeeper knows.
        cluster
            .jobManagerPids()
            .forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
        send(kafka, "while no JobManager lives");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> flink.allTasksRun(job));
        awaitRejected(kafka, 2 * RECORDS);
        assertThat(cluster.failure()).isEmpty();
      }

      send(kafka, "while there is no cluster");
      try (StandaloneCluster cluster = start(folder, kafka, snapshots);
          FlinkClient flink = new FlinkClient(cluster.restUrl())) {
        JobID unused = awaitRunning(flink);
        awaitRejected(kafka, 3 * RECORDS);
      }
    }
  }

  private static StandaloneCluster start(
      Path folder, KafkaServer kafka, SnapshotDirectory snapshots) throws InterruptedException {
    JobProgram program =
        new JobProgram(
            HarrierJob.DETECTION.jobName(),
            List.of(
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--unsigned-releases",
                "accept",
                "--parallelism",
                Integer.toString(PARALLELISM)),
            PARALLELISM,
            Optional.empty(),
            () -> JobJars.of(HarrierJob.DETECTION.module()),
            environment -> {
              throw new UnsupportedOperationException("it runs from its jar");
            });
    return StandaloneCluster.application(
        folder.resolve("cluster"),
        new StandaloneCluster.Size(2, 1),
        0,
        program,
        HarrierJob.DETECTION.mainClass(),
        snapshots);
  }

  private static JobID awaitRunning(FlinkClient flink) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              Optional<JobStatusMessage> job = flink.newest(HarrierJob.DETECTION.jobName());
              return job.isPresent() && flink.allTasksRun(job.get().getJobId());
            });
    try {
      return flink.newest(HarrierJob.DETECTION.jobName()).orElseThrow().getJobId();
    } catch (FlinkClient.FlinkException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What is no transaction needs no release to be dealt with: it is rejected, once. */
  private static void send(KafkaServer kafka, String what) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    Topic.TRANSACTIONS.topicName(),
                    ("user-" + i).getBytes(UTF_8),
                    (what + ' ' + i).getBytes(UTF_8))));
      }
      for (Future<RecordMetadata> acknowledgement : sent) {
        RecordMetadata unused = acknowledgement.get();
      }
    }
  }

  private static void awaitRejected(KafkaServer kafka, int expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rejected(kafka).values())
                    .as("each once")
                    .hasSize(expected)
                    .allMatch(count -> count == 1));
  }

  private static Map<String, Integer> rejected(KafkaServer kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    Map<String, Integer> counts = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.REJECTED.topicName()).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> counts.merge(new String(record.value(), UTF_8), 1, Integer::sum));
      }
    }
    return counts;
  }
}
