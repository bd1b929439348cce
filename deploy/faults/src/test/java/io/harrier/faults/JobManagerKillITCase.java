package io.harrier.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JobManager that leads dies; the other one takes over. */
class JobManagerKillITCase {
  private static final int RATE = 200;
  private static final int TIMES = 3;
  private static final int LONGEST_PAUSE_MILLIS = 3_000;

  @Test
  @Tag("full")
  void threeTimes(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("JobManagerKillITCase");
    Random random = seed.random();
    try (Trial trial = Trial.start(folder)) {
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofSeconds(90));
      for (int i = 0; i < TIMES; i++) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        // Either may lead by now: both die, one after the other has taken over.
        trial.suffer(ClusterProcess.jobManager(trial.directory(), 1)::kill);
        trial.suffer(ClusterProcess.jobManager(trial.directory(), 2)::kill);
      }
      trial.verify(traffic);
    }
  }
}
