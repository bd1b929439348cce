package io.harrier.alerting.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.alerting.AlertFixture;
import io.harrier.alerting.AlertingJob;
import io.harrier.alerting.AlertingSettings;
import io.harrier.alerting.AlertingTopology;
import io.harrier.alerting.Database;
import io.harrier.alerting.TestTopics;
import io.harrier.model.json.AlertJson;
import io.harrier.schema.FraudSchema;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import io.harrier.servers.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the savepoint of a version, by the whole job on RocksDB between real servers; once, when
 * the version is released: {@code -Dharrier.savepoint.write=VERSION}.
 */
@EnabledIfSystemProperty(named = "harrier.savepoint.write", matches = ".+")
class SavepointWritingITCase {
  private static final int PARALLELISM = 2;
  private static final int BEFORE = 400;
  private static final int AFTER = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void writes() throws Exception {
    Path target =
        Path.of("src/test/resources/savepoints", System.getProperty("harrier.savepoint.write"));
    assertThat(target).as("savepoints are written once").doesNotExist();
    AlertTraffic traffic = new AlertTraffic(1);
    List<AlertFixture> before = traffic.next(BEFORE);
    try (KafkaServer kafka = KafkaServer.start(directory.resolve("kafka"), 0);
        PostgresServer postgres = PostgresServer.start(directory.resolve("postgres"), 0);
        RedisServer redis = RedisServer.start(directory.resolve("redis"), 0);
        TestTopics topics = new TestTopics(kafka)) {
      FraudSchema.migrate(postgres.dataSource());
      topics.commit(before);
      Path savepoint = fileAndStop(kafka, postgres, redis, before);
      Files.createDirectories(target);
      copy(savepoint, target.resolve("savepoint"));
    }
    write(target.resolve(KeptSavepoint.BEFORE), before);
    write(target.resolve(KeptSavepoint.AFTER), traffic.next(AFTER));
  }

  private Path fileAndStop(
      KafkaServer kafka, PostgresServer postgres, RedisServer redis, List<AlertFixture> alerts)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    AlertingTopology.define(
        environment,
        AlertingSettings.parse(
            "--kafka=" + kafka.bootstrapServers(),
            "--postgres=" + postgres.jdbcUrl(),
            "--redis=" + redis.uri(),
            "--checkpoint-interval=200ms"));
    JobClient job = environment.executeAsync(AlertingJob.NAME);
    Database database = new Database(postgres.dataSource());
    long distinct = alerts.stream().map(AlertFixture::alertId).distinct().count();
    await()
        .atMost(PATIENCE)
        .until(() -> database.count("select count(*) from fraud.alerts") == distinct);
    return Path.of(
        job.stopWithSavepoint(
                false, directory.resolve("savepoint").toString(), SavepointFormatType.CANONICAL)
            .get()
            .replaceFirst("^file:", ""));
  }

  private static void write(Path file, List<AlertFixture> alerts) throws IOException {
    Files.write(
        file,
        alerts.stream()
            .map(alert -> new String(AlertJson.encode(alert.alert()), StandardCharsets.UTF_8))
            .toList());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
