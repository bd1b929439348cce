package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import io.harrier.servers.EmbeddedServer;
import io.harrier.servers.JobManagerServer;
import io.harrier.servers.ServerStartException;
import io.harrier.servers.Supervised;
import io.harrier.servers.TaskManagerServer;
import io.harrier.servers.ZooKeeperServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Flink cluster of processes, in session mode: ZooKeeper, JobManagers of which one leads,
 * TaskManagers that each have room for every task. A process that dies is started again.
 *
 * <pre>
 *   zookeeper/  jobmanager-{n}/  taskmanager-{n}/   data, configuration, log and process id of each
 *   storage/                                        what a leader that died leaves to the next
 * </pre>
 *
 * It begins empty: what it knew in an earlier run is forgotten, because jobs are resumed from their
 * snapshots.
 */
public final class StandaloneCluster implements FlinkCluster {
  private static final String SESSION =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;

  private final Path directory;
  private final int slots;
  private final List<Supervised<JobManagerServer>> jobManagers = new CopyOnWriteArrayList<>();
  private final List<Supervised<TaskManagerServer>> taskManagers = new CopyOnWriteArrayList<>();
  private Supervised<ZooKeeperServer> zooKeeper;
  private URI restUrl;
  private FlinkClient client;

  private StandaloneCluster(Path directory, int slots) {
    this.directory = directory;
    this.slots = slots;
  }

  /** How many processes there are of each kind. */
  public record Size(int jobManagers, int taskManagers) {
    /** One of each kind may die, and another one goes on. */
    public static final Size DEFAULT = new Size(2, 2);
  }

  /**
   * @param directory created if it doesn't exist
   * @param restPort of the first JobManager; 0 for any free one
   * @param slots how many parallel instances of all jobs together
   * @throws CommandFailedException if it cannot start
   */
  public static StandaloneCluster start(Path directory, Size size, int restPort, int slots)
      throws InterruptedException {
    forget(directory, size);
    StandaloneCluster cluster = new StandaloneCluster(directory, slots);
    boolean started = false;
    try {
      cluster.startProcesses(size, restPort);
      started = true;
      return cluster;
    } catch (CompletionException | ServerStartException e) {
      throw new CommandFailedException("Flink could not start: " + Causes.root(e), e);
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  /** What the processes of an earlier run knew; their logs and their ports stay. */
  private static void forget(Path directory, Size size) {
    FileTree.delete(directory.resolve("storage"));
    FileTree.delete(directory.resolve("zookeeper").resolve("data"));
    for (int i = 1; i <= size.jobManagers(); i++) {
      FileTree.delete(directory.resolve("jobmanager-" + i).resolve("tmp"));
    }
    for (int i = 1; i <= size.taskManagers(); i++) {
      FileTree.delete(directory.resolve("taskmanager-" + i).resolve("tmp"));
    }
  }

  private void startProcesses(Size size, int restPort) throws InterruptedException {
    zooKeeper =
        new Supervised<>(
            () ->
                ZooKeeperServer.start(
                    directory.resolve("zookeeper"), ClusterConfiguration.zooKeeper()));
    ClusterConfiguration configuration =
        new ClusterConfiguration(directory, zooKeeper.current().quorum(), slots);
    List<CompletableFuture<Void>> starting = new ArrayList<>();
    for (int i = 1; i <= size.jobManagers(); i++) {
      String name = "jobmanager-" + i;
      int port = i == 1 ? restPort : 0;
      starting.add(
          begin(
              () ->
                  jobManagers.add(new Supervised<>(() -> jobManager(name, port, configuration)))));
    }
    for (int i = 1; i <= size.taskManagers(); i++) {
      String name = "taskmanager-" + i;
      starting.add(
          begin(() -> taskManagers.add(new Supervised<>(() -> taskManager(name, configuration)))));
    }
    CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
    restUrl = first().restUrl();
    client = new FlinkClient(restUrl);
    awaitTaskManagers(size.taskManagers());
  }

  private static CompletableFuture<Void> begin(Runnable start) {
    return CompletableFuture.runAsync(start, task -> new Thread(task, "start-flink").start());
  }

  private JobManagerServer jobManager(String name, int port, ClusterConfiguration configuration) {
    return JobManagerServer.start(
        directory.resolve(name),
        port,
        ClusterConfiguration.jobManager(),
        SESSION,
        List.of(),
        configuration.ofJobManager(name));
  }

  private TaskManagerServer taskManager(String name, ClusterConfiguration configuration) {
    return TaskManagerServer.start(
        directory.resolve(name),
        ClusterConfiguration.taskManager(),
        configuration.ofTaskManager(name));
  }

  /** The one that was given the port that was asked for. */
  private JobManagerServer first() {
    return jobManagers.stream()
        .map(Supervised::current)
        .filter(server -> server.directory().endsWith("jobmanager-1"))
        .findFirst()
        .orElseThrow();
  }

  private void awaitTaskManagers(int expected) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String trouble;
      try {
        int registered = client.taskManagers();
        if (registered >= expected) {
          return;
        }
        trouble = registered + " of " + expected + " TaskManagers have registered";
      } catch (FlinkClient.FlinkException e) {
        trouble = e.getMessage();
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "Flink could not start within %d s: %s; see the logs below %s"
                .formatted(PATIENCE.toSeconds(), trouble, directory));
      }
      Thread.sleep(POLL_MILLIS);
    }
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
    return JarSubmission.submit(client, program, snapshots, newest);
  }

  @Override
  public Optional<String> failure() {
    List<Supervised<?>> all = new ArrayList<>(jobManagers);
    all.addAll(taskManagers);
    all.add(zooKeeper);
    return all.stream().map(Supervised::failure).flatMap(Optional::stream).findFirst();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    List<Supervised<? extends EmbeddedServer>> flink = new ArrayList<>(taskManagers);
    flink.addAll(jobManagers);
    flink.parallelStream().forEach(Supervised::close);
    if (zooKeeper != null) {
      zooKeeper.close();
    }
  }
}
