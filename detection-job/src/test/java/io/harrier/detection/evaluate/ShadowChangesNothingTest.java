package io.harrier.detection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.PublishedRelease;
import io.harrier.model.ReleaseState;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random traffic of a few users, out of order and with repeats, while releases come and go in
 * shadow: what is decided and alerted is, to the last field, what it is without any.
 */
class ShadowChangesNothingTest {
  private static final long T = EvaluateHarness.NOW;
  private static final int TRANSACTIONS = 3_000;
  private static final int RESTARTS = 3;

  private static CompiledRelease busy;
  private static CompiledRelease watchful;

  @BeforeAll
  static void compile() throws Exception {
    busy = compiled("busy");
    watchful = compiled("watchful");
  }

  private static CompiledRelease compiled(String name) throws Exception {
    return new ReleaseCompiler()
        .compile(Path.of(ShadowChangesNothingTest.class.getResource("/releases/" + name).toURI()));
  }

  private record Outcome(List<Decision> decisions, List<Alert> alerts, List<Alert> shadow) {}

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void isKept(long seed) throws Exception {
    Outcome without = run(seed, false);
    Outcome with = run(seed, true);

    assertThat(with.decisions()).isEqualTo(without.decisions());
    assertThat(with.alerts()).isEqualTo(without.alerts());
    assertThat(without.shadow()).isEmpty();
    assertThat(without.alerts()).as("alerts that had to agree").hasSizeGreaterThan(200);
    assertThat(with.shadow()).extracting(Alert::release).containsOnly("watchful@1", "busy@2");
    assertThat(with.shadow()).extracting(Alert::ruleId).contains("quiet-after-large", "long-stay");
  }

  /** The release that decides, in shadow too, finds what it finds as the one that decides. */
  @ParameterizedTest
  @ValueSource(longs = {7})
  void theSameReleaseFindsTheSame(long seed) throws Exception {
    List<Alert> decided = new ArrayList<>();
    List<Alert> shadow = new ArrayList<>();
    Random random = new Random(seed);
    try (EvaluateHarness job = EvaluateHarness.start(new BundleLoader())) {
      prepare(job);
      job.apply(shadow(11, "busy@2", busy, ReleaseState.SHADOW));
      job.awaitShadow();
      long time = T;
      for (int i = 0; i < TRANSACTIONS; i++) {
        time += random.nextInt(120_000);
        job.receive(transaction(random, i, time));
        job.watermark(time - 120_000);
      }
      job.alerts().forEach(alert -> decided.add(named("busy", alert)));
      job.values(EvaluateTransactions.SHADOW_ALERTS)
          .forEach(alert -> shadow.add(named("busy", alert)));
    }
    assertThat(shadow).isEqualTo(decided).hasSizeGreaterThan(200);
  }

  private static Alert named(String release, Alert alert) {
    return new Alert(
        alert.alertId(),
        alert.transactionId(),
        alert.userId(),
        alert.caseId(),
        alert.kind(),
        alert.ruleId(),
        release,
        alert.severity(),
        alert.score(),
        alert.reason(),
        alert.eventTime(),
        alert.detectedAt(),
        alert.transactionIds(),
        alert.evidence());
  }

  private static Outcome run(long seed, boolean withShadow) throws Exception {
    List<Decision> decisions = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    List<Alert> shadow = new ArrayList<>();
    Random random = new Random(seed);
    Random swaps = new Random(seed);
    OperatorSubtaskState checkpoint = null;
    long time = T;
    int position = 100;
    for (int part = 0; part < RESTARTS; part++) {
      try (EvaluateHarness job = start(checkpoint)) {
        for (int i = 0; i < TRANSACTIONS / RESTARTS; i++) {
          if (withShadow && i % 97 == 0) {
            position += 2;
            swapShadow(job, swaps, position);
          }
          time += random.nextInt(120_000);
          job.receive(transaction(random, part * TRANSACTIONS + i, time));
          if (random.nextInt(4) == 0) {
            job.watermark(time - 120_000 + random.nextInt(60_000));
          }
        }
        job.watermark(time);
        decisions.addAll(job.decisions());
        alerts.addAll(job.alerts());
        shadow.addAll(job.values(EvaluateTransactions.SHADOW_ALERTS));
        checkpoint = job.snapshot();
      }
    }
    return new Outcome(decisions, alerts, shadow);
  }

  private static EvaluateHarness start(OperatorSubtaskState checkpoint) throws Exception {
    if (checkpoint != null) {
      return EvaluateHarness.restore(checkpoint, new BundleLoader(), 1, 1, 0);
    }
    EvaluateHarness job = EvaluateHarness.start(new BundleLoader());
    prepare(job);
    return job;
  }

  private static void prepare(EvaluateHarness job) throws Exception {
    job.ready();
    job.apply(
        References.changed(
            10,
            new PublishedRelease(
                "base@1", ReleaseState.LIVE, 0, busy.contentHash(), busy.bundle(), 10),
            0));
  }

  private static void swapShadow(EvaluateHarness job, Random random, int position)
      throws Exception {
    boolean first = random.nextBoolean();
    String releaseId = first ? "watchful@1" : "busy@2";
    CompiledRelease release = first ? watchful : busy;
    boolean begins = random.nextInt(3) > 0;
    job.apply(
        shadow(position, releaseId, release, begins ? ReleaseState.SHADOW : ReleaseState.RETIRED));
    if (begins) {
      job.awaitShadow();
    }
  }

  private static io.harrier.detection.source.ReferenceUpdate shadow(
      int position, String releaseId, CompiledRelease release, ReleaseState state) {
    return References.changed(
        position,
        new PublishedRelease(
            releaseId, state, position, release.contentHash(), release.bundle(), position),
        0);
  }

  private static Transaction transaction(Random random, int number, long time) {
    String repeatedAtTimes = "t" + (random.nextInt(30) == 0 ? number - 5 : number);
    long disorder = random.nextInt(4) == 0 ? random.nextInt(90_000) : 0;
    return Transaction.builder(repeatedAtTimes, "user-" + random.nextInt(6), time - disorder)
        .type(random.nextBoolean() ? TransactionType.PURCHASE : TransactionType.TRANSFER)
        .amount(random.nextInt(100_000), "EUR")
        .merchantId("m" + random.nextInt(9))
        .country(random.nextInt(3) == 0 ? "FR" : "DE")
        .build();
  }
}
