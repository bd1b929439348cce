package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.DetectionJob;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL dies and comes back, or answers nobody for a time: cases catch up. */
class PostgresITCase {
  private static final int RATE = 200;

  @Test
  @Tag("full")
  void isAwayForTwoMinutes(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("PostgresITCase");
    try (Trial trial = Trial.start(folder)) {
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(3));
      trial.suffer(() -> silence(trial));
      trial.suffer(ClusterProcess.postgres(trial.directory())::kill);
      trial.verify(traffic);
    }
  }

  /** Detection goes on meanwhile: it completes checkpoints, and so commits alerts. */
  private static void silence(Trial trial) throws Exception {
    long before = trial.checkpoints().get(DetectionJob.NAME);
    ClusterProcess.postgres(trial.directory()).hold(Duration.ofMinutes(2));
    assertThat(trial.checkpoints().get(DetectionJob.NAME)).isGreaterThan(before + 10);
    assertThat(trial.failures().get(DetectionJob.NAME)).isZero();
  }
}
