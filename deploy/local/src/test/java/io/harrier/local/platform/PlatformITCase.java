package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.detection.sink.TransactionalIds;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.HealthCheck;
import io.harrier.local.health.PartHealth;
import io.harrier.local.preflight.Finding;
import io.harrier.local.preflight.KafkaPreflight;
import io.harrier.local.preflight.PostgresPreflight;
import io.harrier.local.transactions.JudgedTransaction;
import io.harrier.local.transactions.TransactionSweep;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.Emission;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.sink.KafkaRecordSink;
import io.harrier.simulator.sink.TransactionProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything, on real servers, twice on one directory. */
class PlatformITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ORPHAN = "harrier-detection-alerts-97-0";

  @Test
  void alertsSurviveARestartOnceEach(@TempDir Path folder) throws Exception {
    DataDirectory directory = new DataDirectory(folder);
    try (Platform platform = start(directory)) {
      // The snapshot has been read when a start ends; following the log begins just after.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(HealthCheck.ask(platform.endpoints())).allMatch(PartHealth::ready));
      leaveTransactionOpen(platform.endpoints());
      simulate(platform.endpoints(), 1);
      sweepsTheOrphanAlone(platform.endpoints());
      await().atMost(PATIENCE).until(() -> reconcile(platform.endpoints()).topicAlerts() > 0);
      isCalm(platform.endpoints());
    }
    assertThat(Endpoints.find(directory)).isEmpty();

    try (Platform platform = start(directory)) {
      simulate(platform.endpoints(), 2);
      assertThat(reconcile(platform.endpoints()))
          .satisfies(report -> assertThat(report.isSound()).isTrue())
          .satisfies(report -> assertThat(report.topicAlerts()).isPositive());
      assertThat(platform.failure()).isEmpty();
    }
  }

  /** As the subtask of a job that once had more of them. */
  private static void leaveTransactionOpen(Endpoints endpoints) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                endpoints.kafka(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                ORPHAN,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) Duration.ofHours(1).toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(Topic.ALERTS.topicName(), new byte[] {'{'}));
    producer.flush();
    producer.close(Duration.ZERO);
  }

  /** While the job commits its own at every checkpoint. */
  private static void sweepsTheOrphanAlone(Endpoints endpoints) throws InterruptedException {
    TransactionSweep cautious = sweep(endpoints, Duration.ofDays(1));
    assertThat(cautious.look())
        .anySatisfy(judged -> assertThat(judged.transaction().transactionalId()).isEqualTo(ORPHAN))
        .noneMatch(JudgedTransaction::orphan);
    assertThat(cautious.sweep()).isEmpty();

    // One machine has one clock.
    TransactionSweep exact = sweep(endpoints, Duration.ZERO);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(exact.sweep())
                    .singleElement()
                    .satisfies(
                        swept -> {
                          assertThat(swept.transaction().transactionalId()).isEqualTo(ORPHAN);
                          assertThat(swept.aborted()).isTrue();
                        }));
    // Kafka says so before it has written it to the topic.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(exact.look())
                    .noneMatch(judged -> judged.transaction().transactionalId().equals(ORPHAN)));
  }

  private static TransactionSweep sweep(Endpoints endpoints, Duration margin) {
    return new TransactionSweep(
        endpoints.kafka(),
        Optional.of(endpoints.flink()),
        new TransactionalIds(TransactionalIds.DEFAULT_PREFIX),
        margin);
  }

  /** The job was not disturbed, and nothing on the platform would lose data later. */
  private static void isCalm(Endpoints endpoints) throws Exception {
    FlinkRest flink = new FlinkRest(endpoints.flink());
    for (FlinkRest.Job job : flink.jobs()) {
      assertThat(flink.failures(job.id())).as(job.name()).isZero();
    }
    List<Finding> findings = new ArrayList<>(PostgresPreflight.check(endpoints.postgres()));
    findings.addAll(KafkaPreflight.check(endpoints.kafka(), Jobs.transactionTimeout()));
    assertThat(findings).noneMatch(finding -> finding.level() == Finding.Level.PROBLEM);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(HealthCheck.ask(endpoints))
                    .allMatch(PartHealth::ready)
                    .filteredOn(part -> part.name().equals("detection"))
                    .singleElement()
                    .satisfies(
                        part -> {
                          assertThat((long) part.figures().get("decisions")).isPositive();
                          assertThat(part.figures()).containsKey("watermarkLagMillis");
                        }));
  }

  private static Platform start(DataDirectory directory) throws InterruptedException {
    return Platform.start(directory, PlatformSettings.defaults(), (part, detail, after) -> {});
  }

  private static void simulate(Endpoints endpoints, long seed) throws Exception {
    Simulation simulation =
        Simulation.of(
            SimulationSettings.sized(
                Instant.parse("2026-01-01T00:00:00Z"), seed, 1_000, Duration.ofSeconds(4)));
    try (TransactionProducer producer = new TransactionProducer(endpoints.kafka());
        KafkaRecordSink sink = new KafkaRecordSink(producer, InstantSource.system())) {
      Emission.run(simulation, sink, Pacing.unlimited(), progress -> {});
    }
  }

  private static ReconciliationReport reconcile(Endpoints endpoints) {
    return Reconciliation.between(
            endpoints.kafka(), endpoints.postgres(), Duration.ofSeconds(10), ReadProgress.SILENT)
        .run();
  }
}
