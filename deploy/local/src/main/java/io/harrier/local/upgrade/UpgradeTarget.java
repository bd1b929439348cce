package io.harrier.local.upgrade;

import io.harrier.detection.KafkaSettings;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryFormat;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.flink.FlinkClient;
import io.harrier.local.flink.JobProgram;
import io.harrier.local.flink.SnapshotDirectory;
import io.harrier.local.platform.HarrierJob;
import io.harrier.local.platform.Jobs;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * Where the job runs that is to be upgraded, and how it is run.
 *
 * @param flink its REST API
 * @param arguments of the job's main class, before and after
 * @param parallelism of its operators; 0 for the cluster's default
 * @param configuration what Flink is told of the job, besides the cluster's own configuration
 * @param savepoints where savepoints go; the cluster's own place where there is none
 * @param present the jar of the job that runs; without one there is no way back
 * @param kafka bootstrap servers, where they are known
 * @param postgres JDBC URL with the user, where it is known
 */
public record UpgradeTarget(
    URI flink,
    List<String> arguments,
    int parallelism,
    Configuration configuration,
    Optional<String> savepoints,
    Optional<Path> present,
    Optional<String> kafka,
    Optional<String> postgres) {
  /** The option of the detection job under whose value it commits what it has read. */
  static final String GROUP = "--group-id";

  private static final int CLUSTERS_DEFAULT = 0;

  public UpgradeTarget {
    Objects.requireNonNull(flink, "flink");
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(configuration, "configuration");
    Objects.requireNonNull(savepoints, "savepoints");
    Objects.requireNonNull(present, "present");
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(postgres, "postgres");
  }

  /** The value of an option among the arguments. */
  Optional<String> argument(String option) {
    return new JobArguments(arguments).value(option);
  }

  /**
   * How the cluster is asked to run a jar of the job.
   *
   * @param savepoint to begin from
   * @param dropState whether state in it that the jar has no operator for is dropped
   */
  FlinkClient.Run run(String savepoint, boolean dropState) {
    return new FlinkClient.Run(
        arguments, parallelism, Optional.of(savepoint), dropState, configuration);
  }

  /** The consumer group of the detection job. */
  String group() {
    return argument(GROUP).orElse(KafkaSettings.DEFAULT_GROUP_ID);
  }

  /**
   * What runs on a data directory.
   *
   * @throws io.harrier.local.CommandFailedException if nothing does, or there is no jar to go back
   *     to
   */
  public static UpgradeTarget on(DataDirectory directory, HarrierJob job) {
    Endpoints endpoints = Endpoints.require(directory);
    Jobs jobs = new Jobs(directory, endpoints, DirectoryFormat.require(directory).parallelism());
    JobProgram program = jobs.program(job);
    SnapshotDirectory snapshots = jobs.snapshots(job);
    return new UpgradeTarget(
        URI.create(endpoints.flink()),
        program.arguments(),
        program.parallelism(),
        program.configuration(snapshots),
        Optional.of(snapshots.path().toUri().toString()),
        Optional.of(program.jar()),
        Optional.of(endpoints.kafka()),
        Optional.of(endpoints.postgres()));
  }

  /**
   * What runs on a cluster that is configured by others.
   *
   * @param present what to go back to
   * @param configuration of the job, besides the cluster's own
   */
  public static UpgradeTarget at(
      URI flink,
      List<String> arguments,
      Optional<Path> present,
      Optional<String> savepoints,
      Configuration configuration,
      Optional<String> kafka,
      Optional<String> postgres) {
    return new UpgradeTarget(
        flink, arguments, CLUSTERS_DEFAULT, configuration, savepoints, present, kafka, postgres);
  }
}
