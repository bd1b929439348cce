package io.harrier.detection;

import io.harrier.detection.evaluate.References;
import io.harrier.detection.evaluate.ReleaseLoader;
import io.harrier.detection.evaluate.ScriptedRelease;
import io.harrier.detection.sink.KafkaSinks;
import io.harrier.detection.source.KafkaSources;
import io.harrier.detection.source.ReferenceTable;
import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import io.harrier.model.Transaction;
import io.harrier.model.json.ListEntryJson;
import io.harrier.model.json.PublishedReleaseJson;
import io.harrier.model.json.RiskScoreJson;
import io.harrier.model.json.SnapshotMarkJson;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The whole job on a Flink of its own, between the topics of a real Kafka. */
public final class RunningJob implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaServer kafka;
  private final Path directory;
  private final KafkaProducer<byte[], byte[]> producer;
  private JobClient client;
  private boolean stopped;

  private RunningJob(KafkaServer kafka, Path directory) {
    this.kafka = kafka;
    this.directory = directory;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 16 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  static RunningJob start(Path directory, int restarts) throws Exception {
    return start(directory, restarts, new ScriptedRelease());
  }

  static RunningJob start(Path directory, int restarts, ReleaseLoader loader) throws Exception {
    return start(directory, restarts, loader, "--unsigned-releases=accept");
  }

  /**
   * @param trust the option that says whose releases are loaded
   */
  static RunningJob start(Path directory, int restarts, ReleaseLoader loader, String trust)
      throws Exception {
    return start(directory, restarts, loader, trust, "hashmap");
  }

  /**
   * @param backend where Flink keeps the state
   */
  public static RunningJob start(
      Path directory, int restarts, ReleaseLoader loader, String trust, String backend)
      throws Exception {
    KafkaServer kafka = KafkaServer.start(directory.resolve("kafka"), 0);
    kafka.createTopics(
        Arrays.stream(Topic.values())
            .map(
                topic ->
                    switch (topic.layout()) {
                      case PARTITIONED -> new TopicSpec(topic.topicName(), PARTITIONS);
                      case COMPACTED_SINGLE ->
                          new TopicSpec(topic.topicName(), 1, Map.of("cleanup.policy", "compact"));
                    })
            .toList());
    RunningJob job = new RunningJob(kafka, directory);
    job.submit(restarts, loader, trust, backend);
    return job;
  }

  private void submit(int restarts, ReleaseLoader loader, String trust, String backend)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY, restarts == 0 ? "none" : "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    DetectionSettings settings =
        DetectionSettings.parse(
            "--bootstrap-servers=" + kafka.bootstrapServers(),
            trust,
            "--checkpoint-interval=200ms",
            "--idleness=500ms",
            "--out-of-orderness=0ms");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARTITIONS, configuration);
    FraudDetectionTopology.define(
        env,
        settings,
        KafkaSources.of(settings.kafka(), settings.time(), EpochClock.SYSTEM),
        KafkaSinks.of(settings.kafka()),
        loader,
        EpochClock.SYSTEM);
    client = env.executeAsync(DetectionJob.NAME);
  }

  /** Publishes a scripted release and the snapshot marks of all tables. */
  void publishReferenceData() {
    publish(References.release("base@1", ReleaseState.LIVE, 0, "base@1", 1));
    publishSnapshotMarks();
  }

  public void publish(PublishedRelease release) {
    send(
        new ProducerRecord<>(
            Topic.RELEASES.topicName(),
            utf8(release.releaseId()),
            PublishedReleaseJson.encode(release)));
  }

  public void publish(RiskScore score) {
    send(
        new ProducerRecord<>(
            Topic.RISK_SCORES.topicName(), utf8(score.userId()), RiskScoreJson.encode(score)));
  }

  public void publish(ListEntry entry) {
    send(
        new ProducerRecord<>(
            Topic.ENTITY_LISTS.topicName(), utf8(entry.key()), ListEntryJson.encode(entry)));
  }

  public void publishSnapshotMarks() {
    for (ReferenceTable table : ReferenceTable.values()) {
      Topic topic = table.topic();
      send(
          new ProducerRecord<>(
              topic.topicName(),
              utf8(SnapshotMark.KEY),
              SnapshotMarkJson.encode(new SnapshotMark(topic.topicName(), 1, 1, 1))));
    }
  }

  public void send(Transaction transaction) {
    sendRaw(transaction.userId(), TransactionJson.encode(transaction));
  }

  void sendRaw(String key, byte[] value) {
    send(new ProducerRecord<>(Topic.TRANSACTIONS.topicName(), utf8(key), value));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused = producer.send(record);
  }

  /** The committed records of a topic: waits for as many, then for what else is there already. */
  public List<ConsumerRecord<byte[], byte[]>> read(Topic topic, int atLeast) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < atLeast && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))
          && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /**
   * Stops the job with a savepoint that either backend can restore.
   *
   * @return where it is
   */
  public Path stopWithSavepoint(Path parent) throws Exception {
    String savepoint =
        client
            .stopWithSavepoint(false, parent.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    stopped = true;
    return Path.of(URI.create(savepoint));
  }

  JobStatus status() throws Exception {
    return client.getJobStatus().get();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      if (!stopped && !client.getJobStatus().get().isGloballyTerminalState()) {
        client.cancel().get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the job does not end", e);
    } finally {
      producer.close();
      kafka.close();
    }
  }
}
