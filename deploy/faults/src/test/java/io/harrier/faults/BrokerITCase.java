package io.harrier.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's broker dies and comes back, or answers nobody for a minute. */
class BrokerITCase {
  private static final int RATE = 200;

  @Test
  @Tag("full")
  void diesAndIsSilent(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("BrokerITCase");
    try (Trial trial = Trial.start(folder)) {
      ClusterProcess broker = ClusterProcess.kafka(trial.directory());
      SteadyTraffic traffic =
          SteadyTraffic.start(trial.endpoints().kafka(), seed, RATE, Duration.ofMinutes(3));
      trial.suffer(broker::kill);
      trial.suffer(() -> broker.hold(Duration.ofMinutes(1)));
      trial.verify(traffic);
    }
  }
}
