package io.harrier.local.flink;

import io.harrier.local.CommandFailedException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The snapshots of one job, of this run and of earlier ones.
 *
 * <pre>
 *   {run}/chk-{n}/_metadata     a checkpoint; without the file it is incomplete
 *   savepoint-.../_metadata     written when the job was stopped
 * </pre>
 *
 * Flink numbers the snapshots of a job without gaps or repetition across runs, because each run
 * resumes from the newest, so the highest number is the newest state. Resuming from any other would
 * repeat alerts that have been committed since.
 */
public final class SnapshotDirectory {
  private static final String METADATA = "_metadata";
  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");

  private final Path directory;

  public SnapshotDirectory(Path directory) {
    this.directory = directory;
  }

  /** A complete snapshot: where it is and its number. */
  public record Snapshot(Path path, long id) {}

  public Path path() {
    return directory;
  }

  /**
   * The snapshot to resume from; nothing if the job never completed one.
   *
   * @throws CommandFailedException if the newest snapshot cannot be read: going back to an older
   *     one, or to none, would double alerts
   */
  public Optional<Snapshot> newest() {
    return complete().stream().max(Comparator.comparingLong(Snapshot::id));
  }

  private List<Snapshot> complete() {
    List<Snapshot> found = new ArrayList<>();
    for (Path metadata : metadataFiles()) {
      found.add(new Snapshot(metadata.getParent(), readId(metadata)));
    }
    return found;
  }

  private List<Path> metadataFiles() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(directory, 3, (path, attributes) -> isMetadata(path))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMetadata(Path path) {
    return path.getFileName().toString().equals(METADATA);
  }

  private static long readId(Path metadata) {
    long id;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      id =
          Checkpoints.loadCheckpointMetadata(
                  in, SnapshotDirectory.class.getClassLoader(), metadata.getParent().toString())
              .getCheckpointId();
    } catch (IOException | RuntimeException e) {
      throw unusable(metadata, e);
    }
    Matcher name = CHECKPOINT.matcher(metadata.getParent().getFileName().toString());
    if (name.matches() && Long.parseLong(name.group(1)) != id) {
      throw unusable(metadata, null);
    }
    return id;
  }

  private static CommandFailedException unusable(Path metadata, Exception cause) {
    return new CommandFailedException(
        "the snapshot "
            + metadata
            + " is damaged, and resuming from anything else could lose or double alerts: restore the"
            + " data directory from a copy, or move it away to begin anew",
        cause);
  }

  /**
   * Removes what earlier runs have left, but for the snapshot to resume from.
   *
   * <p>A run never refers to the files of the run it resumed from once it has a snapshot of its
   * own, so everything outside the run of {@code kept} is garbage.
   */
  void removeAllBut(Optional<Snapshot> kept) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.toList()) {
        boolean needed = kept.isPresent() && kept.get().path().startsWith(child);
        if (!needed) {
          FileTree.delete(child);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
