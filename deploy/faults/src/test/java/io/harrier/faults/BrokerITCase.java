package io.harrier.faults;

import io.harrier.model.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's broker dies and comes back, or answers nobody for a minute. */
class BrokerITCase {
  private static final int RATE = 200;
  private static final int COMMITS = 6;

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

  /** What has been committed must end in every partition, which the broker writes afterwards. */
  @Test
  @Tag("full")
  void diesAsItCommits(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("BrokerITCase");
    try (Trial trial = Trial.start(folder)) {
      String kafka = trial.endpoints().kafka();
      ClusterProcess broker = ClusterProcess.kafka(trial.directory());
      SteadyTraffic traffic = SteadyTraffic.start(kafka, seed, RATE, Duration.ofMinutes(3));
      for (int i = 0; i < COMMITS; i++) {
        trial.suffer(
            () -> {
              CommittedTopic.awaitCommit(kafka, Topic.ALERTS);
              broker.kill();
            });
      }
      trial.verify(traffic);
    }
  }
}
