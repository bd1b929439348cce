package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.FileUpload;
import org.apache.flink.runtime.rest.RestClient;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.ExceptionInfo;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointStatistics.CompletedCheckpointStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;
import org.apache.flink.runtime.webmonitor.handlers.JarRunHeaders;
import org.apache.flink.runtime.webmonitor.handlers.JarRunMessageParameters;
import org.apache.flink.runtime.webmonitor.handlers.JarRunRequestBody;
import org.apache.flink.runtime.webmonitor.handlers.JarUploadHeaders;
import org.apache.flink.util.ConfigurationException;

/**
 * A cluster's REST API, as far as jobs are submitted and stopped by it. Every call waits for its
 * answer.
 */
public final class FlinkClient implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration UPLOAD = Duration.ofMinutes(2);
  private static final String JAR = "application/x-java-archive";

  private final URI url;
  private final ExecutorService threads = Executors.newCachedThreadPool(FlinkClient::daemon);
  private final RestClient rest;
  private final RestClusterClient<String> cluster;

  public FlinkClient(URI url) {
    this.url = url;
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, url.getHost());
    configuration.set(RestOptions.PORT, url.getPort());
    // Whoever asks decides how long to go on asking.
    configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 1);
    configuration.set(RestOptions.RETRY_DELAY, Duration.ofMillis(100));
    try {
      this.rest = new RestClient(configuration, threads);
      this.cluster = new RestClusterClient<>(configuration, url.toString());
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(url + " is no address of Flink", e);
    } catch (Exception e) { // the constructor declares no more than that
      throw new CommandFailedException("Flink's client could not be made for " + url, e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "flink-client");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Flink refuses, or does not answer.
   *
   * @see #getMessage() what was asked, and what Flink said
   */
  public static final class FlinkException extends Exception {
    private static final long serialVersionUID = 1L;

    FlinkException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * How a jar is to be run.
   *
   * @param parallelism 0 for the cluster's default
   * @param savepoint to begin from
   * @param allowNonRestoredState whether state in it that the jar has no operator for is dropped
   * @param configuration besides the cluster's
   */
  public record Run(
      List<String> arguments,
      int parallelism,
      Optional<String> savepoint,
      boolean allowNonRestoredState,
      Configuration configuration) {}

  /** How many TaskManagers have registered. */
  public int taskManagers() throws FlinkException, InterruptedException {
    return await("describe itself", cluster.getClusterOverview(), ANSWER)
        .getNumTaskManagersConnected();
  }

  /** How many slots no job has. */
  public int availableSlots() throws FlinkException, InterruptedException {
    return await("describe itself", cluster.getClusterOverview(), ANSWER).getNumSlotsAvailable();
  }

  /**
   * The checkpoints of a job since it was started.
   *
   * @param completed how many
   * @param newest where the newest one is that has been completed
   */
  public record Checkpoints(long completed, Optional<String> newest) {}

  public Checkpoints checkpoints(JobID job) throws FlinkException, InterruptedException {
    JobMessageParameters parameters = new JobMessageParameters();
    parameters.jobPathParameter.resolve(job);
    CheckpointingStatistics said =
        await(
            "tell of the checkpoints of the job " + job,
            cluster.sendRequest(
                CheckpointingStatisticsHeaders.getInstance(),
                parameters,
                EmptyRequestBody.getInstance()),
            ANSWER);
    return new Checkpoints(
        said.getCounts().getNumberCompletedCheckpoints(),
        Optional.ofNullable(said.getLatestCheckpoints().getCompletedCheckpointStatistics())
            .map(CompletedCheckpointStatistics::getExternalPath));
  }

  /** All jobs, also those that have ended, as long as the cluster remembers them. */
  public Collection<JobStatusMessage> jobs() throws FlinkException, InterruptedException {
    return await("list its jobs", cluster.listJobs(), ANSWER);
  }

  /** The job of that name that was started last. */
  public Optional<JobStatusMessage> newest(String name)
      throws FlinkException, InterruptedException {
    return jobs().stream()
        .filter(job -> job.getJobName().equals(name))
        .max(Comparator.comparingLong(JobStatusMessage::getStartTime));
  }

  /** Whether every task of a job runs. */
  public boolean allTasksRun(JobID job) throws FlinkException, InterruptedException {
    return details(job).getJobVertexInfos().stream()
        .allMatch(
            vertex ->
                vertex.getTasksPerState().getOrDefault(ExecutionState.RUNNING, 0)
                    == vertex.getParallelism());
  }

  public JobDetailsInfo details(JobID job) throws FlinkException, InterruptedException {
    return await("describe the job " + job, cluster.getJobDetails(job), ANSWER);
  }

  /** What a job has been restarted for since it was started, the newest first, as stack traces. */
  public List<String> failures(JobID job) throws FlinkException, InterruptedException {
    JobExceptionsMessageParameters parameters = new JobExceptionsMessageParameters();
    parameters.jobPathParameter.resolve(job);
    return await(
            "tell of the failures of the job " + job,
            cluster.sendRequest(
                JobExceptionsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()),
            ANSWER)
        .getExceptionHistory()
        .getEntries()
        .stream()
        .map(ExceptionInfo::getStacktrace)
        .toList();
  }

  /** Why a job that has ended did; empty where it was stopped. */
  public Optional<Throwable> endedBy(JobID job) throws FlinkException, InterruptedException {
    return await("say how the job " + job + " ended", cluster.requestJobResult(job), ANSWER)
        .getSerializedThrowable()
        .map(thrown -> thrown.deserializeError(FlinkClient.class.getClassLoader()));
  }

  /**
   * Stops a job with a savepoint, after which nothing of it is pending in Kafka.
   *
   * @param directory where the savepoint goes; the cluster's own where there is none
   * @return where the savepoint is
   */
  public String stop(
      JobID job, Optional<String> directory, SavepointFormatType format, Duration patience)
      throws FlinkException, InterruptedException {
    return await(
        "stop the job " + job + " with a savepoint",
        cluster.stopWithSavepoint(job, false, directory.orElse(null), format),
        patience);
  }

  /** Takes a savepoint of a job that runs on. */
  public String savepoint(
      JobID job, String directory, SavepointFormatType format, Duration patience)
      throws FlinkException, InterruptedException {
    return await(
        "take a savepoint of the job " + job,
        cluster.triggerSavepoint(job, directory, format),
        patience);
  }

  /** Ends a job as it is: it can go on from its last checkpoint. */
  public void cancel(JobID job) throws FlinkException, InterruptedException {
    await("cancel the job " + job, cluster.cancel(job), ANSWER);
    await("wait for the end of the job " + job, cluster.requestJobResult(job), ANSWER);
  }

  /** Runs the main class of a jar that the cluster was given, which submits one job. */
  public JobID run(String jar, Run run) throws FlinkException, InterruptedException {
    JarRunMessageParameters parameters = new JarRunMessageParameters();
    parameters.jarIdPathParameter.resolve(jar);
    JarRunRequestBody body =
        new JarRunRequestBody(
            null,
            run.arguments(),
            run.parallelism() == 0 ? null : run.parallelism(),
            null,
            run.allowNonRestoredState(),
            run.savepoint().orElse(null),
            run.savepoint().isPresent() ? RecoveryClaimMode.NO_CLAIM : null,
            run.configuration().toMap());
    return await(
            "run " + jar,
            cluster.sendRequest(JarRunHeaders.getInstance(), parameters, body),
            UPLOAD)
        .getJobId();
  }

  /** Gives the cluster a jar; the answer is what it calls it. */
  public String upload(Path jar) throws FlinkException, InterruptedException {
    try {
      String stored =
          await(
                  "take " + jar.getFileName(),
                  rest.sendRequest(
                      url.getHost(),
                      url.getPort(),
                      JarUploadHeaders.getInstance(),
                      EmptyMessageParameters.getInstance(),
                      EmptyRequestBody.getInstance(),
                      List.of(new FileUpload(jar.toAbsolutePath(), JAR))),
                  UPLOAD)
              .getFilename();
      return stored.substring(stored.lastIndexOf('/') + 1);
    } catch (IOException e) {
      throw new FlinkException("Flink at " + url + " cannot be given " + jar, e);
    }
  }

  private <T> T await(String question, CompletableFuture<T> answer, Duration patience)
      throws FlinkException, InterruptedException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new FlinkException(
          "Flink at %s did not %s: %s".formatted(url, question, Causes.root(e)), e);
    } catch (TimeoutException e) {
      throw new FlinkException(
          "Flink at %s did not %s within %d s".formatted(url, question, patience.toSeconds()), e);
    }
  }

  @Override
  public void close() {
    cluster.close();
    rest.shutdown(ANSWER);
    threads.shutdownNow();
  }
}
