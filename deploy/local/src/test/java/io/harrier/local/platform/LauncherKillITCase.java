package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.local.directory.DataDirectory;
import io.harrier.model.Decision;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.record.SimulatedRecord.Delivery;
import io.harrier.simulator.sink.KafkaRecordSink;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README promises of {@code kill -9}. */
class LauncherKillITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BEFORE = 12_000;

  private final Simulation simulation =
      Simulation.of(
          SimulationSettings.sized(
              Instant.parse("2026-01-01T00:00:00Z"), 5, 1_000, Duration.ofSeconds(20)));
  private final Set<String> sent = new HashSet<>();
  private final Map<String, String> decisionIds = new HashMap<>();

  @Test
  void nothingIsLostNorDoubledWhenTheLauncherIsKilled(@TempDir Path folder) throws Exception {
    DataDirectory directory = new DataDirectory(folder.resolve("data"));
    directory.prepare();
    Path output = folder.resolve("up.log");
    try (LauncherProcess launcher = LauncherProcess.up(directory, output);
        KafkaConsumer<byte[], byte[]> decisions = decisions(launcher)) {
      send(launcher, BEFORE);
      awaitDecisions(decisions, () -> decisionIds.size() > BEFORE / 10);
      launcher.kill();
    }

    try (LauncherProcess launcher = LauncherProcess.up(directory, output);
        KafkaConsumer<byte[], byte[]> decisions = decisions(launcher)) {
      send(launcher, Integer.MAX_VALUE);
      awaitDecisions(decisions, () -> decisionIds.keySet().containsAll(sent));
      assertThat(sent).hasSizeGreaterThan(BEFORE);
      assertThat(decisionIds.keySet()).isEqualTo(sent);

      ReconciliationReport report =
          Reconciliation.between(
                  launcher.endpoints().kafka(),
                  launcher.endpoints().postgres(),
                  PATIENCE,
                  ReadProgress.SILENT)
              .run();
      assertThat(report.isSound()).as("%s", report).isTrue();
      assertThat(report.topicAlerts()).isPositive();
      assertThat(launcher.stop()).isZero();
    }
  }

  /** From the topic's beginning: what was decided before the kill is read once more. */
  private static KafkaConsumer<byte[], byte[]> decisions(LauncherProcess launcher) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, launcher.endpoints().kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.DECISIONS.topicName()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private void awaitDecisions(KafkaConsumer<byte[], byte[]> decisions, Callable<Boolean> enough) {
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              decisions.poll(Duration.ofMillis(100)).forEach(this::decided);
              return enough.call();
            });
  }

  /** A transaction may be decided again after a failure, but under no other id. */
  private void decided(ConsumerRecord<byte[], byte[]> record) {
    Decision decision = DecisionJson.decode(record.value());
    String known = decisionIds.putIfAbsent(decision.transactionId(), decision.decisionId());
    assertThat(decision.decisionId()).isEqualTo(known == null ? decision.decisionId() : known);
  }

  private void send(LauncherProcess launcher, int count) throws IOException {
    try (TransactionProducer producer = new TransactionProducer(launcher.endpoints().kafka());
        KafkaRecordSink sink = new KafkaRecordSink(producer, InstantSource.system())) {
      for (int i = 0; i < count && simulation.hasNext(); i++) {
        SimulatedRecord record = simulation.next();
        sink.accept(record);
        if (record instanceof SimulatedRecord.Valid valid && valid.delivery() != Delivery.LATE) {
          sent.add(valid.transaction().transactionId());
        }
      }
      sink.flush();
    }
  }
}
