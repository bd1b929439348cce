package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on a cluster. It is known by its name: an upgrade stops it, and starts another one of the
 * same name in its place.
 */
public final class FlinkJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LAST_SNAPSHOT = Duration.ofSeconds(30);

  /** How long an upgrade may leave nothing in the job's place. */
  private static final Duration REPLACEMENT = Duration.ofMinutes(5);

  /** How long the cluster may be silent: another of its JobManagers takes over meanwhile. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final String name;
  private final FlinkClient client;
  private final SnapshotDirectory snapshots;
  private final Optional<SnapshotDirectory.Snapshot> origin;
  private final Optional<Path> installed;
  private long seenAt = System.nanoTime();
  private long answeredAt = System.nanoTime();

  FlinkJob(
      String name,
      FlinkClient client,
      SnapshotDirectory snapshots,
      Optional<SnapshotDirectory.Snapshot> origin,
      Optional<Path> installed) {
    this.name = name;
    this.client = client;
    this.snapshots = snapshots;
    this.origin = origin;
    this.installed = installed;
  }

  public String name() {
    return name;
  }

  /** For people: where the job began, and by which jar if it was upgraded. */
  public String resumed() {
    return origin
            .map(snapshot -> "resumed from snapshot " + snapshot.id())
            .orElse("started from the beginning")
        + installed.map(jar -> " by " + jar).orElse("");
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws CommandFailedException if it ends instead, or takes longer than {@code patience}
   */
  public void awaitRunning(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      String state;
      try {
        JobStatusMessage job = newest();
        if (job.getJobState() == JobStatus.RUNNING && client.allTasksRun(job.getJobId())) {
          return;
        }
        state = describe(job);
        if (job.getJobState().isGloballyTerminalState()) {
          throw doesNotRun(state);
        }
      } catch (FlinkClient.FlinkException e) {
        state = e.getMessage();
      }
      if (System.nanoTime() > deadline) {
        throw doesNotRun(state);
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  private CommandFailedException doesNotRun(String state) {
    return new CommandFailedException(
        "the job " + name + " does not run (" + state + "); see the log");
  }

  /**
   * Why the job has ended, or nothing while it runs, restarts, or is being replaced by another one.
   */
  public Optional<String> failure() throws InterruptedException {
    long now = System.nanoTime();
    try {
      JobStatusMessage job = newest();
      answeredAt = now;
      if (!job.getJobState().isTerminalState()) {
        seenAt = now;
        return Optional.empty();
      }
      boolean stopped = job.getJobState() == JobStatus.FINISHED;
      return stopped && now - seenAt < REPLACEMENT.toNanos()
          ? Optional.empty()
          : Optional.of(describe(job));
    } catch (FlinkClient.FlinkException e) {
      return now - answeredAt < SILENCE.toNanos() ? Optional.empty() : Optional.of(e.getMessage());
    }
  }

  private JobStatusMessage newest() throws FlinkClient.FlinkException, InterruptedException {
    return client
        .newest(name)
        .orElseThrow(() -> new FlinkClient.FlinkException("Flink knows no job " + name, null));
  }

  private String describe(JobStatusMessage job)
      throws FlinkClient.FlinkException, InterruptedException {
    if (!job.getJobState().isGloballyTerminalState()) {
      return job.getJobState().toString();
    }
    String cause =
        client.endedBy(job.getJobId()).map(thrown -> ": " + Causes.root(thrown)).orElse("");
    return job.getJobState() + cause;
  }

  /**
   * Stops the job with a last snapshot, after which nothing is pending in Kafka. A job that cannot
   * take one in time is cancelled; it then resumes from its last checkpoint.
   */
  @Override
  public void close() {
    try {
      JobStatusMessage job = newest();
      if (!job.getJobState().isGloballyTerminalState()) {
        stop(job.getJobId());
      }
    } catch (FlinkClient.FlinkException e) {
      LOG.warn("The job {} could not be stopped; it resumes from its last checkpoint", name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn(
          "Interrupted while the job {} was stopping; it resumes from its last checkpoint", name);
    }
  }

  private void stop(JobID id) throws FlinkClient.FlinkException, InterruptedException {
    try {
      client.stop(
          id,
          Optional.of(snapshots.path().toUri().toString()),
          SavepointFormatType.NATIVE,
          LAST_SNAPSHOT);
    } catch (FlinkClient.FlinkException e) {
      LOG.warn("The job {} takes no last snapshot and is cancelled", name, e);
      client.cancel(id);
    }
  }
}
