package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.HealthCheck;
import io.harrier.local.health.PartHealth;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything, on real servers, twice on one directory. */
class PlatformITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void alertsSurviveARestartOnceEach(@TempDir Path folder) throws Exception {
    DataDirectory directory = new DataDirectory(folder);
    try (Platform platform = start(directory)) {
      // The snapshot has been read when a start ends; following the log begins just after.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(HealthCheck.ask(platform.endpoints())).allMatch(PartHealth::ready));
      simulate(platform.endpoints(), 1);
      await().atMost(PATIENCE).until(() -> reconcile(platform.endpoints()).topicAlerts() > 0);
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
