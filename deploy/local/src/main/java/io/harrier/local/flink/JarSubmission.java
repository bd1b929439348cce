package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/** Gives a job to a cluster as a jar. */
final class JarSubmission {
  private JarSubmission() {}

  /**
   * @param resumed what it begins from
   * @throws CommandFailedException if it is refused
   */
  static FlinkJob submit(
      FlinkClient client,
      JobProgram program,
      SnapshotDirectory snapshots,
      Optional<SnapshotDirectory.Snapshot> resumed)
      throws InterruptedException {
    Path jar = program.jar();
    try {
      JobID unused =
          client.run(
              client.upload(jar),
              program.run(
                  snapshots, resumed.map(snapshot -> snapshot.path().toUri().toString()), false));
      return new FlinkJob(program.name(), client, snapshots, resumed, program.installed());
    } catch (FlinkClient.FlinkException e) {
      throw new CommandFailedException(
          "the job %s was not accepted from %s: %s".formatted(program.name(), jar, e.getMessage()),
          e);
    }
  }
}
