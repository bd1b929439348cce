package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.flink.Causes;
import io.harrier.local.flink.FlinkClient;
import io.harrier.local.flink.FlinkClient.Checkpoints;
import io.harrier.local.flink.FlinkClient.FlinkException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;

/** The job of a name on a cluster, while one takes another one's place. */
final class LiveJob {
  private static final Duration SAVEPOINT = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 50;

  /** A server may be away for a moment; a job that fails more often at its start does not start. */
  private static final int MOST_FAILURES = 5;

  private final FlinkClient client;
  private final String name;

  LiveJob(FlinkClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * @throws CommandFailedException if no job of the name runs
   */
  JobID requireRunning() throws InterruptedException {
    JobStatusMessage job =
        ask(() -> client.newest(name))
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "no job " + name + " runs there: start one, then upgrade it"));
    if (job.getJobState() != JobStatus.RUNNING) {
      throw new CommandFailedException(
          "the job %s is %s: an upgrade begins with a job that runs; look into its log"
              .formatted(name, job.getJobState()));
    }
    return job.getJobId();
  }

  /**
   * Waits until Flink answers, as it does not while another JobManager takes over.
   *
   * @throws CommandFailedException if it does not
   */
  void awaitAnswer(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        var unused = client.jobs();
        return;
      } catch (FlinkException e) {
        if (System.nanoTime() > deadline) {
          throw new CommandFailedException(e.getMessage(), e);
        }
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  /** The newest one's id. */
  Optional<JobID> newest() throws InterruptedException {
    return ask(() -> client.newest(name)).map(JobStatusMessage::getJobId);
  }

  /** How many slots it takes. */
  int slots(JobID job) throws InterruptedException {
    return ask(() -> client.details(job)).getJobVertexInfos().stream()
        .mapToInt(JobVertexDetailsInfo::getParallelism)
        .max()
        .orElse(0);
  }

  int availableSlots() throws InterruptedException {
    return ask(client::availableSlots);
  }

  Checkpoints checkpoints(JobID job) throws InterruptedException {
    return ask(() -> client.checkpoints(job));
  }

  boolean hasEnded(JobID job) throws InterruptedException {
    return ask(() -> client.details(job)).getJobStatus().isGloballyTerminalState();
  }

  /** Where the savepoint is. */
  String stop(JobID job, Optional<String> directory) throws InterruptedException {
    return ask(() -> client.stop(job, directory, SavepointFormatType.NATIVE, SAVEPOINT));
  }

  void cancel(JobID job) throws InterruptedException {
    JobID unused =
        ask(
            () -> {
              client.cancel(job);
              return job;
            });
  }

  /** What the cluster calls the jar. */
  String upload(Path jar) throws InterruptedException {
    return ask(() -> client.upload(jar));
  }

  JobID start(String jar, FlinkClient.Run run) throws InterruptedException {
    return ask(() -> client.run(jar, run));
  }

  /**
   * Waits until every task of the job runs.
   *
   * @throws CommandFailedException if it ends instead, or takes longer
   */
  void awaitRunning(JobID job, Duration patience) throws InterruptedException {
    await(job, patience, "does not run with all its tasks", () -> client.allTasksRun(job));
  }

  /**
   * Waits until the job has completed a checkpoint since it was started.
   *
   * @throws CommandFailedException if it ends instead, or takes longer
   */
  void awaitCheckpoint(JobID job, Duration patience) throws InterruptedException {
    await(
        job,
        patience,
        "completes no checkpoint",
        () -> client.checkpoints(job).completed() > 0 && client.allTasksRun(job));
  }

  /**
   * Waits until the job has completed a checkpoint that was begun after now.
   *
   * @throws CommandFailedException if it ends instead, or takes longer
   */
  void awaitNextCheckpoint(JobID job, Duration patience) throws InterruptedException {
    // One may be under way.
    long next = checkpoints(job).completed() + 2;
    await(
        job,
        patience,
        "completes no checkpoint",
        () -> client.checkpoints(job).completed() >= next);
  }

  private void await(JobID job, Duration patience, String failing, Question<Boolean> question)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      String state;
      try {
        if (question.ask()) {
          return;
        }
        JobStatus status = client.details(job).getJobStatus();
        List<String> failures = client.failures(job);
        state =
            status
                + failures.stream()
                    .findFirst()
                    .map(Causes::rootOfTrace)
                    .map(": "::concat)
                    .orElse("");
        if (status.isGloballyTerminalState()) {
          throw new CommandFailedException(
              "the job %s %s: it has ended (%s%s)".formatted(name, failing, status, cause(job)));
        }
        if (failures.size() >= MOST_FAILURES) {
          throw new CommandFailedException(
              "the job %s %s: it fails again and again (%s)".formatted(name, failing, state));
        }
      } catch (FlinkException e) {
        state = e.getMessage();
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException(
            "the job %s %s within %d s (%s)".formatted(name, failing, patience.toSeconds(), state));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private String cause(JobID job) throws FlinkException, InterruptedException {
    return client.endedBy(job).map(thrown -> ": " + Causes.root(thrown)).orElse("");
  }

  /** For people: what of the name is on the cluster now. */
  String describe() throws InterruptedException {
    try {
      Optional<JobStatusMessage> job = client.newest(name);
      if (job.isEmpty() || job.get().getJobState().isGloballyTerminalState()) {
        return "no job " + name + " runs now";
      }
      return "now %s %s"
          .formatted(
              name,
              client.allTasksRun(job.get().getJobId())
                  ? "runs"
                  : "is " + job.get().getJobState() + " without all of its tasks");
    } catch (FlinkException e) {
      return "what runs now is not known: " + e.getMessage();
    }
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws FlinkException, InterruptedException;
  }

  private static <T> T ask(Question<T> question) throws InterruptedException {
    try {
      return question.ask();
    } catch (FlinkException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }
}
