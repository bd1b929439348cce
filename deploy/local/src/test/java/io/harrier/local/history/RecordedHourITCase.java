package io.harrier.local.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.BacktestSettings.EndOfInput;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.run.Backtest;
import io.harrier.local.demo.TopicFeed;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.platform.Platform;
import io.harrier.local.platform.PlatformSettings;
import io.harrier.model.Transaction;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.registry.ReleaseRegistry;
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
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What a running platform has recorded, backtested, gives the alerts that the platform gave. */
class RecordedHourITCase {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CLOSING_USERS = 64;

  @Test
  @SuppressWarnings("try") // the feed is only there to be closed
  void givesTheAlertsThatTheJobGave(@TempDir Path folder) throws Exception {
    DataDirectory directory = new DataDirectory(folder);
    try (Platform platform =
        Platform.start(directory, PlatformSettings.defaults(), (part, detail, after) -> {})) {
      Endpoints endpoints = platform.endpoints();
      List<String> live = Collections.synchronizedList(new ArrayList<>());
      try (TopicFeed feed =
          TopicFeed.start(
              endpoints.kafka(),
              Topic.ALERTS,
              message -> live.add(AlertJson.decode(message.value()).alertId()))) {
        send(endpoints);
        List<String> backtested = backtest(endpoints);

        assertThat(backtested).hasSizeGreaterThan(20);
        await().atMost(PATIENCE).until(() -> live.size() >= backtested.size());
        assertThat(live).containsExactlyInAnyOrderElementsOf(backtested);
      }
      assertThat(platform.failure()).isEmpty();
    }
  }

  /**
   * Traffic out of order, repeated and malformed, then a day later a payment in every partition:
   * with it the watermark passes all that is open.
   */
  private static void send(Endpoints endpoints) throws Exception {
    Simulation simulation =
        Simulation.of(
            SimulationSettings.sized(END, 11, 1_000, Duration.ofSeconds(6))
                .withFraudShare(0.05)
                .withDisorder(0.1, 0, 0.02, 0.01));
    try (TransactionProducer producer = new TransactionProducer(endpoints.kafka());
        KafkaRecordSink sink = new KafkaRecordSink(producer, InstantSource.system())) {
      Emission.run(simulation, sink, Pacing.unlimited(), progress -> {});
      for (int i = 0; i < CLOSING_USERS; i++) {
        Transaction payment =
            Transaction.builder(
                    "closing-" + i, "closing-" + i, END.plus(Duration.ofDays(1)).toEpochMilli())
                .amount(1_00, "EUR")
                .build();
        producer.send(
            Topic.TRANSACTIONS.topicName(), payment.userId(), TransactionJson.encode(payment));
      }
      producer.flush();
    }
  }

  private static List<String> backtest(Endpoints endpoints) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(endpoints.postgres());
    List<String> ids = Collections.synchronizedList(new ArrayList<>());
    Candidate live =
        new NamedRelease(() -> new ReleaseRegistry(database), InstantSource.system()).load("live");
    TopicRange range = TopicRange.parse("transactions@..", InstantSource.system()).orElseThrow();
    try (TopicInput input = TopicInput.open(endpoints.kafka(), range)) {
      Backtest.of(live)
          .settings(BacktestSettings.DEFAULT.withEndOfInput(EndOfInput.LEAVE_OPEN))
          .scores(StoredScores.read(database))
          .build()
          .run(input, (done, total) -> {}, (candidate, alert) -> ids.add(alert.alertId()));
    } finally {
      live.release().close();
    }
    return ids;
  }
}
