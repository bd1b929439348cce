package io.harrier.local.platform;

import io.harrier.alerting.AlertingJob;
import io.harrier.alerting.AlertingSettings;
import io.harrier.alerting.AlertingTopology;
import io.harrier.detection.DetectionJob;
import io.harrier.detection.DetectionSettings;
import io.harrier.detection.FraudDetectionTopology;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.flink.FlinkCluster;
import io.harrier.local.flink.FlinkJob;
import io.harrier.local.flink.JobProgram;
import io.harrier.local.flink.SnapshotDirectory;
import java.util.List;

/** The two jobs, as they run on one machine. */
final class Jobs {
  private static final int ALERTING_PARALLELISM = 1;

  /**
   * As long as the broker of {@code deploy/servers} allows. What a checkpoint has written to Kafka
   * must still be there to commit when a machine that was switched off in the middle comes back.
   */
  private static final String TRANSACTION_TIMEOUT = "7d";

  private final DataDirectory directory;
  private final Endpoints endpoints;
  private final int parallelism;

  Jobs(DataDirectory directory, Endpoints endpoints, int parallelism) {
    this.directory = directory;
    this.endpoints = endpoints;
    this.parallelism = parallelism;
  }

  /** What both jobs need. */
  static int slots(int parallelism) {
    return parallelism + ALERTING_PARALLELISM;
  }

  FlinkJob submitDetection(FlinkCluster cluster) throws InterruptedException {
    List<String> arguments =
        List.of(
            "--bootstrap-servers",
            endpoints.kafka(),
            "--transaction-timeout",
            TRANSACTION_TIMEOUT,
            "--release-keys",
            directory.releaseKeys().toString(),
            "--parallelism",
            Integer.toString(parallelism));
    JobProgram program =
        new JobProgram(
            DetectionJob.NAME,
            arguments,
            parallelism,
            () -> JobJars.of("detection-job"),
            environment ->
                FraudDetectionTopology.define(
                    environment, DetectionSettings.parse(arguments.toArray(String[]::new))));
    return cluster.submit(program, snapshots("detection"));
  }

  FlinkJob submitAlerting(FlinkCluster cluster) throws InterruptedException {
    List<String> arguments =
        List.of(
            "--kafka",
            endpoints.kafka(),
            "--postgres",
            endpoints.postgres(),
            "--redis",
            endpoints.redis());
    JobProgram program =
        new JobProgram(
            AlertingJob.NAME,
            arguments,
            ALERTING_PARALLELISM,
            () -> JobJars.of("alerting"),
            environment ->
                AlertingTopology.define(
                    environment, AlertingSettings.parse(arguments.toArray(String[]::new))));
    return cluster.submit(program, snapshots("alerting"));
  }

  private SnapshotDirectory snapshots(String job) {
    return new SnapshotDirectory(directory.flink().resolve(job));
  }
}
