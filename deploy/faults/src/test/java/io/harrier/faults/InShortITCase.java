package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every build tries: some of the faults, one after another, on one platform. */
class InShortITCase {
  private static final int RATE = 200;
  private static final int MUTATED = 10_000;

  @Test
  @Tag("short")
  void postgresAndTaskManagersDieAndBytesChange(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("InShortITCase");
    Random random = seed.random();
    try (Trial trial = Trial.start(folder)) {
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofSeconds(40));
      trial.suffer(ClusterProcess.postgres(trial.directory())::kill);
      trial.suffer(ClusterProcess.taskManager(trial.directory(), 1 + random.nextInt(2))::kill);
      trial.suffer(ClusterProcess.taskManager(trial.directory(), 1 + random.nextInt(2))::kill);
      trial.verify(traffic);

      var failures = trial.failures();
      trial.sendMutated(seed, MUTATED);
      assertThat(trial.failures()).isEqualTo(failures);
    }
  }
}
