package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.CommandFailedException;
import io.harrier.local.platform.HarrierJob;
import io.harrier.local.platform.JobJars;
import io.harrier.local.upgrade.DirectoryUpgrade;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Amid an upgrade a TaskManager dies: it succeeds all the same. While a jar that cannot run is
 * taken back the JobManager dies that was asked for it: the one from before runs again all the
 * same.
 */
class UpgradeKillITCase {
  private static final int RATE = 200;

  /** Is loaded when the job's tasks open, and not before. */
  private static final String NEEDED_LATE = "io/harrier/detection/evaluate/ReleaseCache.class";

  private final List<String> steps = new ArrayList<>();

  @Test
  @Tag("full")
  void forwardAndBack(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("UpgradeKillITCase");
    Path good = JobJars.of(HarrierJob.DETECTION.module());
    Path broken = broken(good, folder.resolve("broken.jar"));
    try (Trial trial = Trial.start(folder.resolve("data"))) {
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofSeconds(90));

      trial.suffer(
          () -> upgrade(trial, good, "stop", ClusterProcess.taskManager(trial.directory(), 1)));
      assertThat(steps).contains("stop", "start", "input", "alerts");

      trial.suffer(
          () ->
              assertThatThrownBy(
                      () ->
                          upgrade(
                              trial,
                              broken,
                              "failed",
                              ClusterProcess.jobManager(trial.directory(), 1)))
                  .isInstanceOf(CommandFailedException.class)
                  .hasMessageContaining("ReleaseCache")
                  .hasMessageContaining("The jar from before runs again"));
      assertThat(steps).endsWith("failed", "back");

      trial.verify(traffic);
    }
  }

  /**
   * @param fatal the step after which a process dies
   */
  private void upgrade(Trial trial, Path jar, String fatal, ClusterProcess victim)
      throws InterruptedException {
    Duration pause =
        DirectoryUpgrade.run(
            trial.directory(),
            jar,
            false,
            (step, detail, took) -> {
              steps.add(step);
              System.out.printf("  %6d ms  %-10s  %s%n", took.toMillis(), step, detail);
              if (step.equals(fatal)) {
                kill(victim);
              }
            });
    System.out.printf("  upgraded, with a pause of %d ms%n", pause.toMillis());
  }

  private static void kill(ClusterProcess process) {
    try {
      process.kill();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path broken(Path jar, Path copy) throws IOException {
    Files.copy(jar, copy);
    try (FileSystem entries = FileSystems.newFileSystem(copy)) {
      Files.writeString(entries.getPath(NEEDED_LATE), "no class");
    }
    return copy;
  }
}
