package io.harrier.local.flink;

import io.harrier.flink.LazyCompaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/** How Flink runs a job on one machine, whichever cluster does. */
final class JobConfiguration {
  private JobConfiguration() {}

  /**
   * @param snapshots where its checkpoints go
   * @param resumed what it begins from
   */
  static Configuration of(
      JobProgram program, Path snapshots, Optional<SnapshotDirectory.Snapshot> resumed) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.NAME, program.name());
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, program.parallelism());
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // Behind a slow checkpoint others would queue, and follow each other without a pause.
    configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(250));
    // A backlog shall wait in Kafka, not in buffers that every checkpoint has to get through.
    configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
    configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_TARGET, Duration.ofMillis(100));
    configuration.set(RocksDBOptions.OPTIONS_FACTORY, LazyCompaction.class.getName());
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, snapshots.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    restartWithin(configuration);
    resumed.ifPresent(
        snapshot -> {
          configuration.set(
              StateRecoveryOptions.SAVEPOINT_PATH, snapshot.path().toUri().toString());
          configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        });
    return configuration;
  }

  /**
   * What a job uses may be away for a quarter of an hour. A job that fails for longer ends, and the
   * platform with it; one that cannot be helped by a restart ends at once.
   */
  private static void restartWithin(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(200));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(1));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 100);
  }
}
