package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.BacktestSettings.EndOfInput;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.input.JsonLinesInput;
import io.harrier.backtest.input.RiskScores;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.run.Backtest;
import io.harrier.detection.source.DecodeTransactions;
import io.harrier.detection.source.Received;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.library.ShippedRelease;
import io.harrier.model.Alert;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import io.harrier.simulator.KnownRisk;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.sink.TransactionFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The operator of the live job and a backtest read the same records: out of order, late, repeated
 * and malformed ones among them. They raise the same alerts.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SameAlertsAsBacktestITCase {
  private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration OUT_OF_ORDERNESS = BacktestSettings.DEFAULT.outOfOrderness();

  @TempDir Path directory;

  private Map<String, CompiledRelease> releases;

  @BeforeAll
  void compile(@TempDir Path folder) throws Exception {
    ShippedRelease.extractTo(folder);
    ReleaseCompiler compiler = new ReleaseCompiler();
    Path silence = Path.of(getClass().getResource("/releases/silence").toURI());
    releases = Map.of("shipped", compiler.compile(folder), "silence", compiler.compile(silence));
  }

  @ParameterizedTest
  @CsvSource({"shipped, 1", "shipped, 2", "silence, 3", "silence, 4"})
  void raisesTheSameAlerts(String release, long seed) throws Exception {
    CompiledRelease compiled = releases.get(release);
    Simulation simulation = disorderly(seed);
    Map<String, RiskScore> scores = scores(simulation);
    Path file = record(simulation);

    Live live = live(compiled, file, scores, EndOfInput.CLOSE);
    Backtested backtested = backtest(compiled, file, scores, EndOfInput.CLOSE, 3);

    assertThat(backtested.alertIds)
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(live.alertIds);
    BacktestReport.Input input = backtested.report.input();
    assertThat(input.decided()).isEqualTo(live.decided);
    assertThat(input.late()).isEqualTo(live.late).isPositive();
    assertThat(input.duplicates()).isPositive();
    assertThat(input.rejected()).isEqualTo(live.rejected).hasSizeGreaterThan(5);
    assertThat(backtested.report.draft().total().alerts()).isEqualTo(live.alertIds.size());
  }

  @Test
  void leavesOpenWhatTheJobHasNotClosedYet() throws Exception {
    CompiledRelease compiled = releases.get("silence");
    Simulation simulation = disorderly(5);
    Map<String, RiskScore> scores = scores(simulation);
    Path file = record(simulation);

    Live live = live(compiled, file, scores, EndOfInput.LEAVE_OPEN);

    for (int threads = 1; threads <= 4; threads++) {
      assertThat(backtest(compiled, file, scores, EndOfInput.LEAVE_OPEN, threads).alertIds)
          .as("%d threads", threads)
          .containsExactlyInAnyOrderElementsOf(live.alertIds);
    }
  }

  private static Simulation disorderly(long seed) {
    return Simulation.of(
        SimulationSettings.ending(END, seed, 120)
            .withFraudShare(0.03)
            .withDisorder(0.1, 0.02, 0.02, 0.01));
  }

  private static Map<String, RiskScore> scores(Simulation simulation) {
    Map<String, RiskScore> scores = new HashMap<>();
    for (KnownRisk known : simulation.knownRisks()) {
      scores.put(known.userId(), new RiskScore(known.userId(), known.score(), null, 1, 0, 0));
    }
    return scores;
  }

  private Path record(Simulation simulation) throws IOException {
    Path file = directory.resolve("transactions.jsonl");
    try (TransactionFile sink = new TransactionFile(file)) {
      while (simulation.hasNext()) {
        sink.accept(simulation.next());
      }
    }
    return file;
  }

  /** What came of it. */
  private static final class Live {
    private List<String> alertIds;
    private long decided;
    private long late;
    private final Map<String, Long> rejected = new HashMap<>();
  }

  private static Live live(
      CompiledRelease release, Path file, Map<String, RiskScore> scores, EndOfInput end)
      throws Exception {
    Live live = new Live();
    OperatorSettings settings =
        new OperatorSettings(
            EvaluationSettings.DEFAULT,
            8_000_000,
            BacktestSettings.DEFAULT.stateRetention(),
            10,
            2,
            Duration.ofSeconds(5),
            RuleBudget.of(Duration.ZERO, 1));
    DecodeTransactions decode =
        new DecodeTransactions(BacktestSettings.DEFAULT.futureTolerance(), END::toEpochMilli);
    try (EvaluateHarness harness = EvaluateHarness.start(settings, new BundleLoader())) {
      publish(release, harness, scores);
      long newest = Long.MIN_VALUE;
      long sent = Long.MIN_VALUE;
      long offset = 0;
      for (byte[] line : lines(file)) {
        List<Received> received = new ArrayList<>();
        decode.deserialize(
            new ConsumerRecord<>("transactions", 0, offset++, null, line),
            new ListCollector<>(received));
        if (received.get(0) instanceof Received.Valid valid) {
          harness.receive(valid.transaction());
          newest = Math.max(newest, valid.transaction().eventTime());
        } else if (received.get(0) instanceof Received.Rejected rejected) {
          live.rejected.merge(rejected.record().reason().name(), 1L, Long::sum);
        }
        // A watermark that does not move is not sent.
        if (newest > sent) {
          sent = newest;
          harness.watermark(newest - OUT_OF_ORDERNESS.toMillis() - 1);
        }
      }
      if (end == EndOfInput.CLOSE) {
        harness.watermark(Long.MAX_VALUE);
      }
      live.alertIds = harness.alerts().stream().map(Alert::alertId).sorted().toList();
      live.decided = harness.decisions().size();
      live.late = harness.values(EvaluateTransactions.LATE).size();
    }
    return live;
  }

  private static void publish(
      CompiledRelease release, EvaluateHarness harness, Map<String, RiskScore> scores)
      throws Exception {
    harness.apply(
        new ReferenceUpdate.ReleaseChanged(
            0,
            new PublishedRelease(
                "tried@1", ReleaseState.LIVE, 0, release.contentHash(), release.bundle(), 1)));
    long offset = 0;
    for (RiskScore score : scores.values()) {
      harness.apply(new ReferenceUpdate.RiskScoreChanged(offset++, score));
    }
    harness.apply(References.marks());
  }

  /** As their bytes; an empty one is a tombstone. */
  private static List<byte[]> lines(Path file) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    // ISO 8859-1 keeps bytes that are not UTF-8.
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      lines.add(line.isEmpty() ? null : line.getBytes(StandardCharsets.ISO_8859_1));
    }
    return lines;
  }

  private record Backtested(List<String> alertIds, BacktestReport report) {}

  private static Backtested backtest(
      CompiledRelease compiled,
      Path file,
      Map<String, RiskScore> scores,
      EndOfInput end,
      int threads)
      throws Exception {
    List<String> ids = Collections.synchronizedList(new ArrayList<>());
    try (LoadedRelease release = LoadedRelease.load(compiled.bundle());
        JsonLinesInput input = JsonLinesInput.open(file)) {
      BacktestReport report =
          Backtest.of(new Candidate("tried@1", release))
              .settings(BacktestSettings.DEFAULT.withThreads(threads).withEndOfInput(end))
              .scores(new RiskScores("test", scores))
              .clock(InstantSource.fixed(END))
              .build()
              .run(input, (done, total) -> {}, (candidate, alert) -> ids.add(alert.alertId()));
      return new Backtested(ids.stream().sorted().toList(), report);
    }
  }
}
