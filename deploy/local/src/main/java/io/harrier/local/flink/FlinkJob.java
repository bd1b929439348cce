package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that was submitted to this process's cluster. */
public final class FlinkJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LAST_SNAPSHOT = Duration.ofSeconds(30);

  private final String name;
  private final JobID id;
  private final MiniCluster cluster;
  private final SnapshotDirectory snapshots;
  private final Optional<SnapshotDirectory.Snapshot> origin;

  FlinkJob(
      String name,
      JobID id,
      MiniCluster cluster,
      SnapshotDirectory snapshots,
      Optional<SnapshotDirectory.Snapshot> origin) {
    this.name = name;
    this.origin = origin;
    this.id = id;
    this.cluster = cluster;
    this.snapshots = snapshots;
  }

  public String name() {
    return name;
  }

  /** For people: where the job began. */
  public String resumed() {
    return origin
        .map(snapshot -> "resumed from snapshot " + snapshot.id())
        .orElse("started from the beginning");
  }

  /** As Flink's REST API writes it. */
  public String id() {
    return id.toHexString();
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws CommandFailedException if it ends instead, or takes longer than {@code patience}
   */
  public void awaitRunning(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      AccessExecutionGraph graph = graph();
      if (graph.getState() == JobStatus.RUNNING && allTasksRun(graph)) {
        return;
      }
      if (graph.getState().isGloballyTerminalState() || System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "the job " + name + " does not run (" + describe(graph) + "); see the log");
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  /** Why the job has ended, or nothing while it runs or restarts. */
  public Optional<String> failure() throws InterruptedException {
    AccessExecutionGraph graph = graph();
    return graph.getState().isTerminalState() ? Optional.of(describe(graph)) : Optional.empty();
  }

  private static boolean allTasksRun(AccessExecutionGraph graph) {
    for (var vertex : graph.getAllExecutionVertices()) {
      if (vertex.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  private static String describe(AccessExecutionGraph graph) {
    ErrorInfo error = graph.getFailureInfo();
    String cause =
        error == null
            ? ""
            : ": "
                + FlinkCluster.rootMessage(
                    error.getException().deserializeError(FlinkJob.class.getClassLoader()));
    return graph.getState() + cause;
  }

  private AccessExecutionGraph graph() throws InterruptedException {
    try {
      return cluster.getExecutionGraph(id).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandFailedException("Flink does not answer about the job " + name, e);
    }
  }

  /**
   * Stops the job with a last snapshot, after which nothing is pending in Kafka. A job that cannot
   * take one in time is cancelled; it then resumes from its last checkpoint.
   */
  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn(
          "Interrupted while the job {} was stopping; it resumes from its last checkpoint", name);
    }
  }

  private void stop() throws InterruptedException {
    try {
      cluster
          .stopWithSavepoint(
              id, snapshots.path().toUri().toString(), false, SavepointFormatType.NATIVE)
          .get(LAST_SNAPSHOT.toMillis(), TimeUnit.MILLISECONDS);
      cluster.requestJobResult(id).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The job {} takes no last snapshot and is cancelled", name, e);
      cancel();
    }
  }

  private void cancel() throws InterruptedException {
    try {
      cluster.cancelJob(id).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      cluster.requestJobResult(id).get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The job {} could not be cancelled", name, e);
    }
  }
}
