package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A Flink cluster within this process, with its REST API and web interface. */
public final class FlinkCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MiniCluster cluster;
  private final URI restUrl;

  private FlinkCluster(MiniCluster cluster, URI restUrl) {
    this.cluster = cluster;
    this.restUrl = restUrl;
  }

  /** What a job does; told to an environment that is already configured for this machine. */
  @FunctionalInterface
  public interface JobDefinition {
    void define(StreamExecutionEnvironment environment);
  }

  /**
   * @param temporary for what the cluster needs only while it runs; emptied first
   * @param restPort 0 for any free one
   * @param slots how many parallel instances of all jobs together
   * @throws CommandFailedException if it cannot start
   */
  public static FlinkCluster start(Path temporary, int restPort, int slots)
      throws InterruptedException {
    FileTree.delete(temporary);
    MiniClusterConfiguration configuration =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration(temporary, restPort))
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(slots)
            .build();
    MiniCluster cluster = new MiniCluster(configuration);
    try {
      cluster.start();
      URI address = cluster.getRestAddress().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new FlinkCluster(cluster, address);
    } catch (InterruptedException e) {
      close(cluster);
      throw e;
    } catch (Exception e) { // MiniCluster.start() declares no more than that
      close(cluster);
      throw new CommandFailedException(
          "Flink could not start"
              + (restPort == 0 ? "" : " with its REST API on port " + restPort)
              + ": "
              + rootMessage(e),
          e);
    }
  }

  private static Configuration configuration(Path temporary, int restPort) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(RestOptions.PORT, restPort);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    // Jobs belong to the process that runs them: the web interface shows, and changes nothing.
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.CANCEL_ENABLE, false);
    configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
    configuration.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, temporary.toString());
    // RocksDB's caches and write buffers; with the rest, everything stays below 3 GB.
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(384));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return configuration;
  }

  /** Serves the REST API and the web interface. */
  public URI restUrl() {
    return restUrl;
  }

  /**
   * Submits a job, resuming it from its newest snapshot if it has one.
   *
   * @throws CommandFailedException if the newest snapshot is damaged or the job is refused
   */
  public FlinkJob submit(
      String name, int parallelism, SnapshotDirectory snapshots, JobDefinition definition)
      throws InterruptedException {
    Optional<SnapshotDirectory.Snapshot> newest = snapshots.newest();
    snapshots.removeAllBut(newest);
    Configuration configuration = jobConfiguration(name, parallelism, snapshots.path());
    newest.ifPresent(
        snapshot -> {
          configuration.set(
              StateRecoveryOptions.SAVEPOINT_PATH, snapshot.path().toUri().toString());
          configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        });
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    definition.define(environment);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    JobGraph job = graph.getJobGraph();
    try {
      JobID id = cluster.submitJob(job).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).getJobID();
      return new FlinkJob(name, id, cluster, snapshots, newest);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailedException(
          "the job " + name + " was not accepted by Flink: " + rootMessage(e), e);
    }
  }

  private static Configuration jobConfiguration(String name, int parallelism, Path snapshots) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.NAME, name);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
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
    // A job that keeps failing ends, and the platform with it, instead of restarting for ever.
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
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 10);
    return configuration;
  }

  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  @Override
  public void close() {
    close(cluster);
  }

  private static void close(MiniCluster cluster) {
    cluster.closeAsync().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
