package io.harrier.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TaskManagers die at random moments, and so at some between the first and the second phase of a
 * commit: with a checkpoint every half second one is under way most of the time.
 */
class TaskManagerKillITCase {
  private static final int RATE = 200;
  private static final int TIMES = 20;
  private static final int LONGEST_PAUSE_MILLIS = 3_000;

  @Test
  @Tag("full")
  void twentyTimes(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("TaskManagerKillITCase");
    Random random = seed.random();
    try (Trial trial = Trial.start(folder)) {
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(5));
      for (int i = 0; i < TIMES; i++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        ClusterProcess victim =
            ClusterProcess.taskManager(trial.directory(), 1 + random.nextInt(2));
        trial.suffer(victim::kill);
      }
      trial.verify(traffic);
    }
  }
}
