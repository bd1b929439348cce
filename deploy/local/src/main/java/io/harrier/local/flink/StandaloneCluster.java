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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A Flink cluster of processes: ZooKeeper, JobManagers of which one leads, TaskManagers that each
 * have room for every task. A process that dies is started again. In session mode jobs are
 * submitted to it; in application mode it is there for one.
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 100;

  private final Path directory;
  private final int slots;
  private final Entrypoint entrypoint;
  private final List<Supervised<JobManagerServer>> jobManagers = new CopyOnWriteArrayList<>();
  private final List<Supervised<TaskManagerServer>> taskManagers = new CopyOnWriteArrayList<>();
  private Supervised<ZooKeeperServer> zooKeeper;
  private URI restUrl;
  private FlinkClient client;

  private StandaloneCluster(Path directory, int slots, Entrypoint entrypoint) {
    this.directory = directory;
    this.slots = slots;
    this.entrypoint = entrypoint;
  }

  /** How many processes there are of each kind. */
  public record Size(int jobManagers, int taskManagers) {
    /** One of each kind may die, and another one goes on. */
    public static final Size DEFAULT = new Size(2, 2);
  }

  /**
   * A cluster in session mode.
   *
   * @param directory created if it doesn't exist
   * @param restPort of the first JobManager; 0 for any free one
   * @param slots how many parallel instances of all jobs together
   * @throws CommandFailedException if it cannot start
   */
  public static StandaloneCluster start(Path directory, Size size, int restPort, int slots)
      throws InterruptedException {
    return start(directory, size, restPort, slots, Entrypoint.session());
  }

  /**
   * A cluster in application mode: it runs one job, from its newest snapshot if it has one. When
   * the job ends, so does the cluster.
   *
   * @param mainClass of the job
   * @throws CommandFailedException if it cannot start
   */
  public static StandaloneCluster application(
      Path directory,
      Size size,
      int restPort,
      JobProgram program,
      String mainClass,
      SnapshotDirectory snapshots)
      throws InterruptedException {
    Optional<SnapshotDirectory.Snapshot> newest = snapshots.newest();
    snapshots.removeAllBut(newest);
    return start(
        directory,
        size,
        restPort,
        program.parallelism(),
        Entrypoint.application(program, mainClass, snapshots, newest));
  }

  private static StandaloneCluster start(
      Path directory, Size size, int restPort, int slots, Entrypoint entrypoint)
      throws InterruptedException {
    forget(directory, size);
    StandaloneCluster cluster = new StandaloneCluster(directory, slots, entrypoint);
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
    Map<String, String> complete = new TreeMap<>(configuration.ofJobManager(name));
    complete.putAll(entrypoint.configuration());
    return JobManagerServer.start(
        directory.resolve(name),
        port,
        ClusterConfiguration.jobManager(),
        entrypoint.main(),
        entrypoint.arguments(),
        complete);
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

  /** The processes of the JobManagers as they are now, whichever leads. */
  List<Long> jobManagerPids() {
    return jobManagers.stream().map(server -> server.current().pid()).toList();
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
    return processes().map(Supervised::failure).flatMap(Optional::stream).findFirst();
  }

  @Override
  public List<String> troubles() {
    return processes().map(Supervised::trouble).flatMap(Optional::stream).toList();
  }

  private Stream<Supervised<?>> processes() {
    List<Supervised<?>> all = new ArrayList<>(jobManagers);
    all.addAll(taskManagers);
    all.add(zooKeeper);
    return all.stream();
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
