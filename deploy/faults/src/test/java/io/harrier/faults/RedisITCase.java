package io.harrier.faults;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis dies, answers nobody, or comes back empty: alerts and cases know nothing of it. */
class RedisITCase {
  private static final int RATE = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  @Tag("full")
  void isAwaySilentAndEmpty(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("RedisITCase");
    try (Trial trial = Trial.start(folder)) {
      ClusterProcess redis = ClusterProcess.redis(trial.directory());
      Standings standings = Standings.in(trial.endpoints().redis());
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(2));
      trial.suffer(redis::kill);
      trial.suffer(() -> redis.hold(Duration.ofSeconds(20)));
      trial.suffer(standings::clear);
      await().atMost(PATIENCE).until(() -> standings.count() > 0);
      trial.verify(traffic);
    }
  }
}
