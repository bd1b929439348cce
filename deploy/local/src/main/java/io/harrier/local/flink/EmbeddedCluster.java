package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A Flink cluster within this process: one TaskManager, and nothing that outlives the process. */
public final class EmbeddedCluster implements FlinkCluster {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MiniCluster cluster;
  private final URI restUrl;
  private final FlinkClient client;

  private EmbeddedCluster(MiniCluster cluster, URI restUrl) {
    this.cluster = cluster;
    this.restUrl = restUrl;
    this.client = new FlinkClient(restUrl);
  }

  /**
   * @param temporary for what the cluster needs only while it runs; emptied first
   * @param restPort 0 for any free one
   * @param slots how many parallel instances of all jobs together
   * @throws CommandFailedException if it cannot start
   */
  public static EmbeddedCluster start(Path temporary, int restPort, int slots)
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
      return new EmbeddedCluster(cluster, address);
    } catch (InterruptedException e) {
      close(cluster);
      throw e;
    } catch (Exception e) { // MiniCluster.start() declares no more than that
      close(cluster);
      throw new CommandFailedException(
          "Flink could not start"
              + (restPort == 0 ? "" : " with its REST API on port " + restPort)
              + ": "
              + Causes.root(e),
          e);
    }
  }

  private static Configuration configuration(Path temporary, int restPort) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, LOOPBACK);
    configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    configuration.set(RestOptions.PORT, restPort);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    // Jobs belong to the platform: the web interface shows them, and cancels none.
    configuration.set(WebOptions.CANCEL_ENABLE, false);
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, ClusterConfiguration.FIGURES);
    configuration.set(WebOptions.TMP_DIR, temporary.toString());
    configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
    configuration.set(
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS, ParentFirstClasses.patterns());
    configuration.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, temporary.toString());
    // RocksDB's caches and write buffers; with the rest, everything stays below 3 GB on a machine
    // with 6, and takes more for users where there is more.
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(384));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    return configuration;
  }

  @Override
  public URI restUrl() {
    return restUrl;
  }

  @Override
  public FlinkJob submit(JobProgram program, SnapshotDirectory snapshots)
      throws InterruptedException {
    Optional<SnapshotDirectory.Snapshot> newest = snapshots.newest();
    snapshots.removeAllBut(newest);
    return program.installed().isPresent()
        ? JarSubmission.submit(client, program, snapshots, newest)
        : submitOwn(program, snapshots, newest);
  }

  /** The job by this process's own classes: neither a jar is needed, nor its classes twice. */
  private FlinkJob submitOwn(
      JobProgram program, SnapshotDirectory snapshots, Optional<SnapshotDirectory.Snapshot> newest)
      throws InterruptedException {
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(JobConfiguration.of(program, snapshots.path(), newest));
    program.definition().define(environment);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(program.name());
    try {
      cluster.submitJob(graph.getJobGraph()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new FlinkJob(program.name(), client, snapshots, newest, Optional.empty());
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailedException(
          "the job " + program.name() + " was not accepted by Flink: " + Causes.root(e), e);
    }
  }

  /** It fails only with this process. */
  @Override
  public Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  public List<String> troubles() {
    return List.of();
  }

  @Override
  public void close() {
    client.close();
    close(cluster);
  }

  private static void close(MiniCluster cluster) {
    cluster.closeAsync().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
