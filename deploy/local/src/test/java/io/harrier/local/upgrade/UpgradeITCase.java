package io.harrier.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.harrier.alerting.reconcile.ReadProgress;
import io.harrier.alerting.reconcile.Reconciliation;
import io.harrier.alerting.reconcile.ReconciliationReport;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.health.HealthCheck;
import io.harrier.local.health.PartHealth;
import io.harrier.local.platform.HarrierJob;
import io.harrier.local.platform.InstalledJars;
import io.harrier.local.platform.JobJars;
import io.harrier.local.platform.Platform;
import io.harrier.local.platform.PlatformSettings;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.Emission;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.sink.KafkaRecordSink;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades of a platform that decides meanwhile. */
class UpgradeITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PER_SECOND = 100;
  private static final Duration TRAFFIC = Duration.ofSeconds(45);
  private static final Duration REHEARSAL = Duration.ofSeconds(10);

  /** Is loaded when the job's tasks open, and not before. */
  private static final String NEEDED_LATE = "io/harrier/detection/evaluate/ReleaseCache.class";

  private final List<String> steps = new ArrayList<>();
  private final List<String> started = new CopyOnWriteArrayList<>();

  @Test
  void nothingIsLostOrDoubledByAnUpgradeNorByOneThatFails(@TempDir Path folder) throws Exception {
    DataDirectory directory = new DataDirectory(folder.resolve("data"));
    Path good = JobJars.of(HarrierJob.DETECTION.module());
    InstalledJars jars = new InstalledJars(directory);
    try (Platform platform = start(directory)) {
      awaitReady(platform);

      RehearsalReport rehearsed = rehearse(directory, good, platform.endpoints());
      assertThat(rehearsed.decided()).isPositive();
      assertThat(rehearsed.isAlike()).as(rehearsed.toString()).isTrue();
      assertThat(steps).contains("scratch", "savepoint", "payments");

      CompletableFuture<EmissionReport> traffic = traffic(platform.endpoints(), 2, TRAFFIC);
      upgrade(directory, good);
      assertThat(steps).contains("look", "state", "stop", "start", "input", "release", "alerts");
      assertThat(jars.current(HarrierJob.DETECTION))
          .hasValueSatisfying(kept -> assertThat(kept).hasSameBinaryContentAs(good));

      assertThatThrownBy(() -> upgrade(directory, broken(good, folder.resolve("broken.jar"))))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("ReleaseCache")
          .hasMessageContaining("The jar from before runs again");
      assertThat(steps).endsWith("stop", "failed", "back");
      assertThat(jars.current(HarrierJob.DETECTION))
          .hasValueSatisfying(kept -> assertThat(kept).hasSameBinaryContentAs(good));

      assertThatThrownBy(() -> interruptedUpgrade(directory, good))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining("interrupted. The jar from before runs again")
          .hasMessageContaining("from where the new jar came to");

      assertThat(traffic.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).complete()).isTrue();
      awaitAllDealtWith(platform.endpoints());
      ReconciliationReport report = reconcile(platform.endpoints());
      assertThat(report.isSound()).isTrue();
      assertThat(report.topicAlerts()).isPositive();
      assertThat(platform.failure()).isEmpty();
      awaitReady(platform);
    }

    try (Platform platform = start(directory)) {
      awaitReady(platform);
      assertThat(started)
          .anyMatch(
              part ->
                  part.startsWith("detection resumed from snapshot")
                      && part.endsWith(
                          jars.current(HarrierJob.DETECTION).orElseThrow().toString()));
    }
  }

  private Platform start(DataDirectory directory) throws InterruptedException {
    return Platform.start(
        directory,
        PlatformSettings.defaults(),
        (part, detail, after) -> started.add(part + " " + detail));
  }

  private static void awaitReady(Platform platform) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(HealthCheck.ask(platform.endpoints())).allMatch(PartHealth::ready));
  }

  private void upgrade(DataDirectory directory, Path jar) throws InterruptedException {
    Duration unused = DirectoryUpgrade.run(directory, jar, false, this::print);
  }

  /** As by Ctrl-C when the new job has completed a checkpoint, and its outputs are looked at. */
  private void interruptedUpgrade(DataDirectory directory, Path jar) throws InterruptedException {
    Duration unused =
        DirectoryUpgrade.run(
            directory,
            jar,
            false,
            (step, detail, took) -> {
              print(step, detail, took);
              if (step.equals("checkpoint")) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** With payments from the moment on when both jobs are there to decide them. */
  private RehearsalReport rehearse(DataDirectory directory, Path jar, Endpoints endpoints)
      throws Exception {
    List<CompletableFuture<EmissionReport>> traffic = new ArrayList<>();
    try (Rehearsal rehearsal =
        Rehearsal.of(
            UpgradeTarget.on(directory, HarrierJob.DETECTION),
            jar,
            false,
            REHEARSAL,
            (step, detail, took) -> {
              print(step, detail, took);
              if (step.equals("start")) {
                traffic.add(traffic(endpoints, 1, REHEARSAL));
              }
            })) {
      RehearsalReport report = rehearsal.run();
      assertThat(traffic.get(0).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).complete()).isTrue();
      return report;
    }
  }

  private void print(String step, String detail, Duration took) {
    steps.add(step);
    System.out.printf("  %6d ms  %-10s  %s%n", took.toMillis(), step, detail);
  }

  private static Path broken(Path jar, Path copy) throws IOException {
    Files.copy(jar, copy);
    try (FileSystem entries = FileSystems.newFileSystem(copy)) {
      Files.writeString(entries.getPath(NEEDED_LATE), "no class");
    }
    return copy;
  }

  /** With repetitions, disorder and bad input. */
  private static CompletableFuture<EmissionReport> traffic(
      Endpoints endpoints, long seed, Duration length) {
    Simulation simulation =
        Simulation.of(
            SimulationSettings.sized(
                    Instant.parse("2026-01-01T00:00:00Z"), seed, PER_SECOND, length)
                .withFraudShare(0.05)
                .withDisorder(0.1, 0, 0.02, 0.01));
    return CompletableFuture.supplyAsync(
        () -> {
          try (TransactionProducer producer = new TransactionProducer(endpoints.kafka());
              KafkaRecordSink sink = new KafkaRecordSink(producer, InstantSource.system())) {
            return Emission.run(simulation, sink, Pacing.perSecond(PER_SECOND), progress -> {});
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void awaitAllDealtWith(Endpoints endpoints) {
    PendingTransactions pending = new PendingTransactions();
    try (TopicCursor transactions = fromBeginning(endpoints, Topic.TRANSACTIONS);
        TopicCursor decisions = fromBeginning(endpoints, Topic.DECISIONS);
        TopicCursor late = fromBeginning(endpoints, Topic.LATE);
        TopicCursor rejected = fromBeginning(endpoints, Topic.REJECTED)) {
      transactions.read(transactions.ends(), Long.MAX_VALUE, pending::arrived);
      assertThat(pending.arrivals()).isPositive();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                decisions.read(decisions.ends(), Long.MAX_VALUE, pending::decided);
                late.read(late.ends(), Long.MAX_VALUE, pending::late);
                rejected.read(rejected.ends(), Long.MAX_VALUE, pending::rejected);
                assertThat(pending.samples(3)).isEmpty();
              });
    }
  }

  private static TopicCursor fromBeginning(Endpoints endpoints, Topic topic) {
    TopicCursor cursor = TopicCursor.atEnd(endpoints.kafka(), topic);
    cursor.seek(cursor.beginnings());
    return cursor;
  }

  private static ReconciliationReport reconcile(Endpoints endpoints) {
    return Reconciliation.between(
            endpoints.kafka(), endpoints.postgres(), Duration.ofSeconds(10), ReadProgress.SILENT)
        .run();
  }
}
