package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * For minutes three times as much comes in as the detection job takes, and releases and scores
 * change meanwhile: its memory stays within bounds, nothing is lost, and it catches up.
 */
class BackpressureITCase {
  private static final int TIMES = 3;
  private static final Duration FLOOD = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int SCORES = 50_000;

  @Test
  @Tag("full")
  void catchesUp(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("BackpressureITCase");
    try (Trial trial = Trial.start(folder);
        Backlog backlog = new Backlog(trial.endpoints().kafka());
        MemoryWatch memory = MemoryWatch.of(trial)) {
      FloodTraffic traffic = FloodTraffic.start(trial.endpoints().kafka(), seed, TIMES, FLOOD);
      Changes changes = Changes.of(trial);
      changes.swapRelease();
      changes.changeCanary(20, 60);
      changes.floodScores(SCORES);
      traffic.awaitEnd();
      long taken = backlog.taken();
      long waiting = backlog.waiting();
      System.out.printf("  %,d were taken during the flood, %,d waited%n", taken, waiting);
      assertThat(waiting).isGreaterThan(taken);

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> backlog.waiting() == 0);
      trial.verify(traffic);
      assertThat(trial.failures().values()).containsOnly(0);
      System.out.printf(
          "  a TaskManager took %d MB at most, of %d MB that it may%n",
          memory.mostMegabytes(), memory.allowedMegabytes());
      assertThat(memory.mostMegabytes()).isBetween(1L, memory.allowedMegabytes());
    }
  }
}
