package io.harrier.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
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
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(2));
      trial.suffer(redis::kill);
      trial.suffer(() -> redis.hold(Duration.ofSeconds(20)));
      trial.suffer(() -> empty(trial));
      await().atMost(PATIENCE).until(() -> standings(trial) > 0);
      trial.verify(traffic);
    }
  }

  private static void empty(Trial trial) {
    RedisClient client = RedisClient.create(trial.endpoints().redis());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      assertThat(connection.sync().flushall()).isEqualTo("OK");
    } finally {
      client.shutdown();
    }
  }

  private static long standings(Trial trial) {
    RedisClient client = RedisClient.create(trial.endpoints().redis());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return connection.sync().dbsize();
    } finally {
      client.shutdown();
    }
  }
}
