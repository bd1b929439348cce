package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.engine.evaluate.ReleaseEvaluator;
import io.harrier.engine.lists.EntityLists;
import io.harrier.model.Alert;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.RiskScore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same transactions and releases in whatever order a cluster may bring them, with restarts on
 * whatever parallelism: the same decisions and alerts, to the last field.
 *
 * <p>A seed that fails is in the name of the test; to replay it alone: {@code
 * -Dharrier.simulation.first=SEED -Dharrier.simulation.seeds=1}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DeterminismTest {
  private static final int SEEDS = Integer.getInteger("harrier.simulation.seeds", 20);
  private static final int EVENTS = Integer.getInteger("harrier.simulation.events", 600);
  private static final long FIRST = Long.getLong("harrier.simulation.first", 1L);

  /** In the order of their activation. */
  private static final List<String> RELEASES = List.of("busy", "watchful", "silence", "busy");

  private static final OperatorSettings SETTINGS =
      new OperatorSettings(
          new EvaluationSettings(
              SimulatedTraffic.ALLOWED_LATENESS,
              LateStrategy.SIDE_OUTPUT,
              Duration.ofHours(2),
              32,
              6,
              Duration.ofHours(6)),
          100_000,
          Duration.ofDays(400),
          1_000_000,
          RELEASES.size(),
          Duration.ofSeconds(5),
          RuleBudget.of(Duration.ZERO, 1));

  private final Map<String, CompiledRelease> compiled = new HashMap<>();
  private final Map<String, LoadedRelease> loaded = new HashMap<>();
  private final List<AutoCloseable> kept = new ArrayList<>();

  @BeforeAll
  void compile() throws Exception {
    for (String name : Set.copyOf(RELEASES)) {
      compiled.put(
          name,
          new ReleaseCompiler()
              .compile(Path.of(getClass().getResource("/releases/" + name).toURI())));
      // A lease that lasts, so that a restart does not load it again.
      kept.add(ReleaseCache.shared().lease(new BundleLoader(), release(name, name + "@0", 0, 0)));
      LoadedRelease bundle = LoadedRelease.load(compiled.get(name).bundle());
      kept.add(bundle);
      loaded.put(name, bundle);
    }
  }

  @AfterAll
  void letGo() throws Exception {
    for (AutoCloseable each : kept) {
      each.close();
    }
  }

  static LongStream seeds() {
    return LongStream.range(FIRST, FIRST + SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheOrderTheSameComesOut(long seed) throws Exception {
    Random random = new Random(seed);
    SimulatedTraffic traffic = new SimulatedTraffic(random, EVENTS, EvaluateHarness.NOW);
    List<PublishedRelease> releases = new ArrayList<>();
    for (int i = 0; i < RELEASES.size(); i++) {
      String name = RELEASES.get(i);
      long activeFrom =
          i == 0 ? 0 : traffic.at((i - 0.5 + random.nextDouble() / 2) / RELEASES.size());
      releases.add(release(name, name + "@" + i, activeFrom, i));
    }

    PlainRun expected = plain(traffic, releases);
    try (SimulatedJob job =
        new SimulatedJob(
            traffic, updates(releases), SETTINGS, new BundleLoader(), EVENTS / 3, random)) {
      job.run();

      assertThat(job.alerts())
          .as("alerts")
          .hasSizeGreaterThan(EVENTS / 20)
          .containsExactlyInAnyOrderElementsOf(expected.alerts());
      assertThat(job.decisions())
          .as("decisions")
          .containsExactlyInAnyOrderElementsOf(expected.decisions());
      assertThat(job.late()).as("late").isEqualTo(expected.late());
    }
  }

  /** Which of the two proves that time has passed depends on how partitions interleave. */
  @ParameterizedTest(name = "the watermark comes first: {0}")
  @ValueSource(booleans = {true, false})
  void aSessionEndsByTheReleaseThatWasInForceWhenItWasDue(boolean watermarkFirst) throws Exception {
    long begin = EvaluateHarness.NOW;
    long swap = begin + Duration.ofMinutes(30).toMillis();
    try (EvaluateHarness job =
        EvaluateHarness.resume(SETTINGS, new BundleLoader(), Map.of(), null, 1, 1, 0)) {
      job.apply(References.changed(0, release("busy", "busy@1", 0, 0), 0));
      job.apply(References.changed(1, release("watchful", "watchful@1", swap, 1), 0));
      job.apply(References.marks());
      for (int i = 0; i < 4; i++) {
        job.receive("t" + i, "ann", begin + i);
      }
      if (watermarkFirst) {
        job.watermark(swap);
      }
      job.receive("next", "ann", swap + 1);

      assertThat(job.alerts())
          .extracting(Alert::ruleId, Alert::release)
          .containsExactly(tuple("busy-session", "busy@1"));
    }
  }

  private PlainRun plain(SimulatedTraffic traffic, List<PublishedRelease> releases) {
    List<PlainRun.Active> active = new ArrayList<>();
    for (int i = 0; i < releases.size(); i++) {
      active.add(
          new PlainRun.Active(
              releases.get(i).activeFrom(),
              new ReleaseEvaluator(
                  loaded.get(RELEASES.get(i)),
                  releases.get(i).releaseId(),
                  SETTINGS.evaluation())));
    }
    PlainRun run = new PlainRun(active, scores(), new EntityLists(), EvaluateHarness.NOW);
    for (int partition = 0; partition < SimulatedTraffic.PARTITIONS; partition++) {
      traffic.partition(partition).forEach(run::receive);
    }
    run.finish();
    active.forEach(release -> release.evaluator().close());
    return run;
  }

  private PublishedRelease release(String name, String id, long activeFrom, long position) {
    CompiledRelease release = compiled.get(name);
    return new PublishedRelease(
        id, ReleaseState.LIVE, activeFrom, release.contentHash(), release.bundle(), position);
  }

  private static Map<String, RiskScore> scores() {
    Map<String, RiskScore> scores = new HashMap<>();
    for (int user = 0; user < 4; user++) {
      scores.put("user-" + user, new RiskScore("user-" + user, 0.2 * user, "test", 1, 0, user));
    }
    return scores;
  }

  /** What opens the gate first, then one release after the other. */
  private static List<ReferenceUpdate> updates(List<PublishedRelease> releases) {
    List<ReferenceUpdate> updates = new ArrayList<>();
    long offset = 0;
    for (RiskScore score : scores().values()) {
      updates.add(new ReferenceUpdate.RiskScoreChanged(offset++, score));
    }
    updates.add(new ReferenceUpdate.ReleaseChanged(0, releases.get(0)));
    updates.addAll(List.of(References.marks()));
    for (int i = 1; i < releases.size(); i++) {
      updates.add(new ReferenceUpdate.ReleaseChanged(i, releases.get(i)));
    }
    return updates;
  }
}
