package io.harrier.local.platform;

import io.harrier.alerting.AlertingSettings;
import io.harrier.alerting.AlertingTopology;
import io.harrier.detection.DetectionSettings;
import io.harrier.detection.FraudDetectionTopology;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.flink.FlinkCluster;
import io.harrier.local.flink.FlinkJob;
import io.harrier.local.flink.JobProgram;
import io.harrier.local.flink.SnapshotDirectory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.util.TimeUtils;

/** The two jobs, as they run on one machine. */
public final class Jobs {
  private static final int ALERTING_PARALLELISM = 1;

  /**
   * As long as the broker of {@code deploy/servers} allows. What a checkpoint has written to Kafka
   * must still be there to commit when a machine that was switched off in the middle comes back.
   */
  private static final String TRANSACTION_TIMEOUT = "7d";

  private final DataDirectory directory;
  private final Endpoints endpoints;
  private final int parallelism;
  private final Map<String, String> detectionOptions;

  /**
   * @param parallelism of the detection job
   */
  public Jobs(DataDirectory directory, Endpoints endpoints, int parallelism) {
    this(directory, endpoints, parallelism, Map.of());
  }

  /**
   * @param detectionOptions further options of the detection job, or other values of those it has
   */
  Jobs(
      DataDirectory directory,
      Endpoints endpoints,
      int parallelism,
      Map<String, String> detectionOptions) {
    this.directory = directory;
    this.endpoints = endpoints;
    this.parallelism = parallelism;
    this.detectionOptions = detectionOptions;
  }

  /** How long the detection job may be away and still commit what it has written. */
  public static Duration transactionTimeout() {
    return TimeUtils.parseDuration(TRANSACTION_TIMEOUT);
  }

  /** What both jobs need. */
  static int slots(int parallelism) {
    return parallelism + ALERTING_PARALLELISM;
  }

  FlinkJob submit(HarrierJob job, FlinkCluster cluster) throws InterruptedException {
    return cluster.submit(program(job), snapshots(job));
  }

  /** How a job is run on the data directory. */
  public JobProgram program(HarrierJob job) {
    return switch (job) {
      case DETECTION -> detection();
      case ALERTING -> alerting();
    };
  }

  /** Where a job's checkpoints and savepoints are. */
  public SnapshotDirectory snapshots(HarrierJob job) {
    return new SnapshotDirectory(directory.flink().resolve(job.folder()));
  }

  private JobProgram detection() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--bootstrap-servers", endpoints.kafka());
    options.put("--transaction-timeout", TRANSACTION_TIMEOUT);
    options.put("--release-keys", directory.releaseKeys().toString());
    options.put("--parallelism", Integer.toString(parallelism));
    options.putAll(detectionOptions);
    List<String> arguments =
        options.entrySet().stream()
            .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
            .toList();
    return program(
        HarrierJob.DETECTION,
        arguments,
        parallelism,
        environment ->
            FraudDetectionTopology.define(
                environment, DetectionSettings.parse(arguments.toArray(String[]::new))));
  }

  private JobProgram alerting() {
    List<String> arguments =
        List.of(
            "--kafka",
            endpoints.kafka(),
            "--postgres",
            endpoints.postgres(),
            "--redis",
            endpoints.redis());
    return program(
        HarrierJob.ALERTING,
        arguments,
        ALERTING_PARALLELISM,
        environment ->
            AlertingTopology.define(
                environment, AlertingSettings.parse(arguments.toArray(String[]::new))));
  }

  private JobProgram program(
      HarrierJob job, List<String> arguments, int instances, JobProgram.Definition definition) {
    return new JobProgram(
        job.jobName(),
        arguments,
        instances,
        new InstalledJars(directory).current(job),
        () -> JobJars.of(job.module()),
        definition);
  }
}
