package io.harrier.local.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job of Harrier, and how it is told what to do.
 *
 * @param name by which Flink and people know it
 * @param arguments of its main class
 * @param parallelism of its operators
 * @param installed the jar that it was upgraded to
 * @param built the build's own jar; asked for where one is needed, because a build may have left it
 *     out
 * @param definition the job of the build by this process's own classes
 */
public record JobProgram(
    String name,
    List<String> arguments,
    int parallelism,
    Optional<Path> installed,
    Supplier<Path> built,
    Definition definition) {

  /** What a job does; told to an environment that is already configured. */
  @FunctionalInterface
  public interface Definition {
    void define(StreamExecutionEnvironment environment);
  }

  public JobProgram {
    Objects.requireNonNull(name, "name");
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(installed, "installed");
    Objects.requireNonNull(built, "built");
    Objects.requireNonNull(definition, "definition");
  }

  /** The jar that it is run from. */
  public Path jar() {
    return installed.orElseGet(built);
  }

  /**
   * How a cluster is asked to run it, or another jar in its place.
   *
   * @param savepoint to begin from
   * @param dropState whether state in it that the jar has no operator for is dropped
   */
  public FlinkClient.Run run(
      SnapshotDirectory snapshots, Optional<String> savepoint, boolean dropState) {
    return new FlinkClient.Run(
        arguments, parallelism, savepoint, dropState, configuration(snapshots));
  }

  /** What Flink is told of it, besides the cluster's own configuration. */
  public Configuration configuration(SnapshotDirectory snapshots) {
    return JobConfiguration.of(this, snapshots.path(), Optional.empty());
  }
}
