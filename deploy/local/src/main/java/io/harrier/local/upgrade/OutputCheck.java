package io.harrier.local.upgrade;

import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.local.CommandFailedException;
import io.harrier.local.health.EvaluationHealth;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.platform.HarrierJob;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What comes out of the jobs, before an upgrade and after it. */
final class OutputCheck implements AutoCloseable {
  private static final Duration RELEASE = Duration.ofSeconds(30);
  private static final Duration PROGRESS = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 250;

  private final UpgradeTarget target;
  private final boolean decides;
  private final Set<String> releases;
  private final Optional<GapCheck> gap;

  private OutputCheck(
      UpgradeTarget target, boolean decides, Set<String> releases, Optional<GapCheck> gap) {
    this.target = target;
    this.decides = decides;
    this.releases = releases;
    this.gap = gap;
  }

  /**
   * Notes what the outputs are while the job still runs.
   *
   * @throws CommandFailedException if they cannot be read
   */
  static OutputCheck begin(UpgradeTarget target, HarrierJob job) {
    boolean decides = job == HarrierJob.DETECTION;
    Set<String> releases = decides ? releasesInForce(target) : Set.of();
    return new OutputCheck(
        target,
        decides,
        releases,
        decides
            ? target.kafka().map(kafka -> GapCheck.begin(kafka, target.group()))
            : Optional.empty());
  }

  /** Notes how far the job came, when it has stopped. */
  void stopped() throws InterruptedException {
    if (gap.isPresent()) {
      gap.get().stopped();
    }
  }

  /**
   * Waits until the outputs are what they have to be.
   *
   * @throws CommandFailedException if they don't become it
   */
  void verify(Steps steps) throws InterruptedException {
    if (gap.isPresent()) {
      GapCheck.Result result = gap.get().await(PROGRESS);
      steps.done("input", result.toString());
    }
    if (decides) {
      steps.done("release", requireSameRelease());
    }
    if (target.kafka().isPresent() && target.postgres().isPresent()) {
      steps.done("alerts", requireSoundAlerts(target.kafka().get(), target.postgres().get()));
    }
  }

  /** None before the first transaction is decided. */
  private static Set<String> releasesInForce(UpgradeTarget target) {
    try {
      return EvaluationHealth.ask(new FlinkRest(target.flink().toString()))
          .map(EvaluationHealth::inForce)
          .orElse(Set.of());
    } catch (IOException e) {
      throw new CommandFailedException(
          "Flink at %s does not say which release decides: %s"
              .formatted(target.flink(), e.getMessage()),
          e);
    }
  }

  private String requireSameRelease() throws InterruptedException {
    Set<String> now = releasesInForce(target);
    long deadline = System.nanoTime() + RELEASE.toNanos();
    boolean mustDecide = gap.isPresent() && gap.get().hasSeenDecisions();
    while (now.isEmpty() && mustDecide && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      now = releasesInForce(target);
    }
    if (now.isEmpty()) {
      return "nothing has been decided yet, so that the job does not say what decides";
    }
    if (!releases.isEmpty() && !releases.containsAll(now)) {
      throw new CommandFailedException(
          "%s decides, and before the upgrade %s did"
              .formatted(String.join(", ", now), String.join(", ", releases)));
    }
    return String.join(", ", now) + (releases.isEmpty() ? " decides" : " decides, as before");
  }

  private static String requireSoundAlerts(String kafka, String postgres) {
    ReconciliationReport report =
        Reconciliation.between(kafka, postgres, PROGRESS, ReadProgress.SILENT).run();
    if (!report.isSound()) {
      throw new CommandFailedException(
          "of %,d alerts on Kafka and %,d in PostgreSQL %,d are lost, %,d duplicate, %,d phantom"
              .formatted(
                  report.topicAlerts(),
                  report.storedAlerts(),
                  report.lost().count(),
                  report.duplicate().count(),
                  report.phantom().count()));
    }
    return "%,d, none lost, duplicate or phantom".formatted(report.topicAlerts());
  }

  @Override
  public void close() {
    gap.ifPresent(GapCheck::close);
  }
}
