package io.harrier.detection.savepoint;

import io.harrier.detection.DetectionSettings;
import io.harrier.detection.FraudDetectionTopology;
import io.harrier.detection.Sinks;
import io.harrier.detection.Sources;
import io.harrier.detection.evaluate.BundleLoader;
import io.harrier.detection.evaluate.ReleaseLoader;
import io.harrier.detection.source.Received;
import io.harrier.detection.source.ReferenceTable;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.state.Formats;
import io.harrier.engine.bundle.InvalidBundleException;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.model.PublishedRelease;
import io.harrier.model.Transaction;
import io.harrier.model.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.common.utils.Utils;

/**
 * The job as it is, resumed from a kept savepoint in a cluster of this JVM, between topics of a
 * {@link World}; it reads them to their end.
 */
final class Resume {
  /** When it is, for a job that resumes. */
  static final long NOW = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();

  /** As the topics of the job that was stopped. */
  private static final int PARTITIONS = 2;

  private static final int CRASHES = 2;

  private final KeptSavepoint kept;
  private final Optional<PublishedRelease> later;

  /**
   * @param later a release that is published after the savepoint
   */
  Resume(KeptSavepoint kept, Optional<PublishedRelease> later) {
    this.kept = kept;
    this.later = later;
  }

  static DetectionSettings settings(int parallelism) {
    return DetectionSettings.parse(
        "--bootstrap-servers=nowhere:0",
        "--unsigned-releases=accept",
        "--idleness=1h",
        "--out-of-orderness=0ms",
        "--rule-budget=0ms",
        "--rule-alert-share=1",
        "--checkpoint-interval=50ms",
        "--parallelism=" + parallelism);
  }

  /**
   * Runs the job to the end of its topics.
   *
   * @param savepoint the kept one, or what became of it
   * @return what it read and wrote
   */
  World run(Path savepoint, String backend, int parallelism, boolean crashes, Path directory)
      throws Exception {
    World world =
        new World(
            directory.toString(),
            topics(),
            later.map(PublishedRelease::activeFrom).orElse(Long.MAX_VALUE),
            later.map(PublishedRelease::releaseId).orElse(""),
            parallelism,
            crashes);
    try {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(
              configuration(savepoint, backend, directory));
      define(env, world.name(), parallelism);
      JobExecutionResult unused = env.execute("resume");
      return world;
    } finally {
      world.forget();
    }
  }

  private static Configuration configuration(Path savepoint, String backend, Path directory) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
    // What belongs to sinks that are not there: committers, writers.
    configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, CRASHES);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    return configuration;
  }

  private static void define(StreamExecutionEnvironment env, String world, int parallelism) {
    FraudDetectionTopology.define(
        env,
        settings(parallelism),
        new Sources(
            new ReplayedTopic<Received>(world),
            new ReplayedTopic<ReferenceUpdate>(world),
            new ReplayedTopic<ReferenceUpdate>(world),
            new ReplayedTopic<ReferenceUpdate>(world),
            () -> {
              World.named(world).onStart();
              return Map.of();
            }),
        new Sinks(
            new LedgerSink<>(
                world, World::decisions, Formats.DECISION.typeInfo().createSerializer()),
            new LedgerSink<>(world, World::alerts, Formats.ALERT.typeInfo().createSerializer()),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>(),
            new DiscardingSink<>()),
        new ObservedLoader(world),
        () -> NOW);
  }

  private Map<String, List<? extends List<?>>> topics() throws IOException {
    Map<String, List<? extends List<?>>> topics = new HashMap<>();
    for (ReferenceTable table : ReferenceTable.values()) {
      List<ReferenceUpdate> updates = new ArrayList<>(kept.reference(table));
      if (table == ReferenceTable.RELEASES && later.isPresent()) {
        updates.add(new ReferenceUpdate.ReleaseChanged(updates.size(), later.get()));
      }
      topics.put(table.topic().topicName(), List.of(updates));
    }
    List<List<Received>> transactions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      transactions.add(new ArrayList<>());
    }
    for (Transaction transaction : kept.before()) {
      transactions.get(partition(transaction)).add(new Received.Valid(transaction));
    }
    for (Transaction transaction : kept.after()) {
      transactions.get(partition(transaction)).add(new Received.Valid(transaction));
    }
    topics.put(Topic.TRANSACTIONS.topicName(), transactions);
    return topics;
  }

  /** As Kafka's producer partitions by key. */
  private static int partition(Transaction transaction) {
    byte[] key = transaction.userId().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
  }

  /** Tells the world which release a subtask has prepared. */
  private record ObservedLoader(String world) implements ReleaseLoader {
    @Override
    public Loaded load(byte[] bundle) throws InvalidBundleException {
      Loaded loaded = new BundleLoader().load(bundle);
      return new Loaded() {
        @Override
        public TransactionEvaluator newEvaluator(String id, EvaluationSettings settings) {
          World.named(world).onPrepared(id);
          return loaded.newEvaluator(id, settings);
        }

        @Override
        public TransactionEvaluator newShadow(String id, EvaluationSettings settings) {
          return loaded.newShadow(id, settings);
        }

        @Override
        public void close() {
          loaded.close();
        }
      };
    }
  }
}
