package io.harrier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.library.ShippedRelease;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.scoring.ScoreReport;
import io.harrier.simulator.truth.Typology;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How well the shipped release finds simulated fraud; seeds 1 to 5 were used to tune its rules. */
@TestInstance(Lifecycle.PER_CLASS)
class ShippedReleaseOnSimulationTest {
  private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
  private static final int USERS = 600;

  private LoadedRelease release;

  @BeforeAll
  void load(@TempDir Path folder) throws Exception {
    ShippedRelease.extractTo(folder);
    byte[] bundle = new ReleaseCompiler().compile(ReleaseReader.read(folder)).bundle();
    release = LoadedRelease.load(bundle);
  }

  @AfterAll
  void close() {
    release.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 202, 303})
  void catchesNineOfTenEpisodesWithFourOfFiveAlertsJustified(long seed) {
    ScoreReport report = score(seed);

    assertThat(report.recall()).as("%s", report).isGreaterThanOrEqualTo(0.9);
    assertThat(report.precision()).as("%s", report).isGreaterThanOrEqualTo(0.8);
    assertThat(report.byTypology())
        .as("%s", report)
        .hasSize(Typology.values().length)
        .allSatisfy((typology, score) -> assertThat(score.caught()).isPositive());
  }

  private ScoreReport score(long seed) {
    SimulationSettings settings = SimulationSettings.ending(END, seed, USERS);
    try (ReleaseEvaluator evaluator =
        new ReleaseEvaluator(release, "harrier-base@1", EvaluationSettings.DEFAULT)) {
      ScoreReport report = Backtest.of(Simulation.of(settings), evaluator);
      System.out.printf("seed %d: %s", seed, report);
      return report;
    }
  }
}
