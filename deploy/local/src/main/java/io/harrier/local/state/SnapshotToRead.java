package io.harrier.local.state;

import io.harrier.detection.DetectionJob;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import io.harrier.local.flink.FileTree;
import io.harrier.local.flink.FlinkClient;
import io.harrier.local.flink.SnapshotDirectory;
import io.harrier.local.health.FlinkRest;
import io.harrier.local.health.FlinkRest.Job;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * A snapshot of the detection job that stays while it is read.
 *
 * @param path the directory that holds {@code _metadata}
 * @param temporary what is deleted afterwards, or {@code null}
 */
public record SnapshotToRead(Path path, Path temporary) implements AutoCloseable {
  private static final String METADATA = "_metadata";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * One that a person names.
   *
   * @throws CommandFailedException if there is none
   */
  public static SnapshotToRead at(Path path) {
    if (!Files.isRegularFile(path.resolve(METADATA))) {
      throw new CommandFailedException(
          path
              + " is neither a savepoint nor a checkpoint: it has no file "
              + METADATA
              + "; name the directory that has it");
    }
    return new SnapshotToRead(path.toAbsolutePath(), null);
  }

  /**
   * The newest of an installation: a savepoint of this moment while the job runs, else what it left
   * when it stopped.
   *
   * @throws CommandFailedException if there is none
   */
  public static SnapshotToRead newest(DataDirectory directory)
      throws IOException, InterruptedException {
    Optional<Endpoints> endpoints = Endpoints.find(directory);
    if (endpoints.isPresent()) {
      Optional<Job> job = running(endpoints.get());
      if (job.isPresent()) {
        return fresh(directory, endpoints.get(), job.get());
      }
    }
    Path snapshots = directory.flink().resolve("detection");
    return new SnapshotDirectory(snapshots)
        .newest()
        .map(snapshot -> new SnapshotToRead(snapshot.path(), null))
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "the detection job has left no savepoint and no checkpoint in "
                        + snapshots
                        + ": start it with ./harrier up, or name one with --savepoint"));
  }

  private static Optional<Job> running(Endpoints endpoints) throws IOException {
    try {
      return new FlinkRest(endpoints.flink())
          .jobs().stream()
              .filter(job -> job.name().equals(DetectionJob.NAME) && job.isRunning())
              .findFirst();
    } catch (ConnectException e) {
      // What was killed leaves the file that says where it was.
      return Optional.empty();
    }
  }

  private static SnapshotToRead fresh(DataDirectory directory, Endpoints endpoints, Job job)
      throws IOException, InterruptedException {
    Files.createDirectories(directory.temporary());
    Path temporary = Files.createTempDirectory(directory.temporary(), "state-");
    try {
      return new SnapshotToRead(savepoint(endpoints, job, temporary), temporary);
    } catch (InterruptedException | RuntimeException e) {
      FileTree.delete(temporary);
      throw e;
    }
  }

  /**
   * Checkpoints of a job that runs cannot be read instead: each is deleted when the next one is
   * complete, a moment later.
   */
  private static Path savepoint(Endpoints endpoints, Job job, Path parent)
      throws InterruptedException {
    try (FlinkClient client = new FlinkClient(URI.create(endpoints.flink()))) {
      String written =
          client.savepoint(
              JobID.fromHexString(job.id()),
              parent.toUri().toString(),
              SavepointFormatType.CANONICAL,
              PATIENCE);
      return Path.of(URI.create(written));
    } catch (FlinkClient.FlinkException e) {
      throw new CommandFailedException(
          "the detection job has not written a savepoint: %s; ./harrier status says how it does"
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    if (temporary != null) {
      FileTree.delete(temporary);
    }
  }
}
