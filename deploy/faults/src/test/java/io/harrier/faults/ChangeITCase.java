package io.harrier.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TaskManagers die while releases, a canary's share and scores by the thousand are changed. */
class ChangeITCase {
  private static final int RATE = 200;
  private static final int SCORES = 50_000;
  private static final int LONGEST_PAUSE_MILLIS = 2_000;

  @Test
  @Tag("full")
  void amidTheDeathOfTaskManagers(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("ChangeITCase");
    Random random = seed.random();
    try (Trial trial = Trial.start(folder)) {
      Changes changes = Changes.of(trial);
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(4));
      suffer(trial, random, changes::swapRelease);
      suffer(trial, random, () -> changes.changeCanary(20, 60));
      suffer(trial, random, () -> changes.floodScores(SCORES));
      trial.verify(traffic);
    }
  }

  /** One dies in the middle of a change, and another when it has been made. */
  private static void suffer(Trial trial, Random random, Trial.Fault change) throws Exception {
    trial.suffer(
        () -> {
          FutureTask<Void> making = new FutureTask<>(() -> done(change));
          new Thread(making, "change").start();
          TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
          kill(trial, random);
          making.get();
        });
    trial.suffer(() -> kill(trial, random));
  }

  private static Void done(Trial.Fault change) throws Exception {
    change.happen();
    return null;
  }

  private static void kill(Trial trial, Random random) throws InterruptedException {
    ClusterProcess.taskManager(trial.directory(), 1 + random.nextInt(2)).kill();
  }
}
