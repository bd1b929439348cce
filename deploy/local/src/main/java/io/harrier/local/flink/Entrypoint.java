package io.harrier.local.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the JobManagers of a cluster run.
 *
 * @param main the class, of Flink
 * @param arguments of it
 * @param configuration besides the cluster's
 */
record Entrypoint(String main, List<String> arguments, Map<String, String> configuration) {
  private static final String PACKAGE = "org.apache.flink.";

  Entrypoint {
    arguments = List.copyOf(arguments);
    configuration = Map.copyOf(configuration);
  }

  /** Jobs are submitted to the cluster. */
  static Entrypoint session() {
    return new Entrypoint(
        PACKAGE + "runtime.entrypoint.StandaloneSessionClusterEntrypoint", List.of(), Map.of());
  }

  /** The cluster runs one job, and each JobManager has its jar. */
  static Entrypoint application(
      JobProgram program,
      String mainClass,
      SnapshotDirectory snapshots,
      Optional<SnapshotDirectory.Snapshot> resumed) {
    List<String> arguments = new ArrayList<>();
    // Whatever follows the jars is taken for another one, up to the next option of Flink's.
    arguments.addAll(
        List.of("--jars", program.jar().toUri().toString(), "--job-classname", mainClass));
    resumed.ifPresent(
        snapshot ->
            arguments.addAll(List.of("--fromSavepoint", snapshot.path().toUri().toString())));
    arguments.addAll(program.arguments());
    return new Entrypoint(
        PACKAGE + "container.entrypoint.StandaloneApplicationClusterEntryPoint",
        arguments,
        JobConfiguration.of(program, snapshots.path(), Optional.empty()).toMap());
  }
}
