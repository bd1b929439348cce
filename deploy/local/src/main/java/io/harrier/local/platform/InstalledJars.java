package io.harrier.local.platform;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The jars that a data directory runs its jobs from, once they have been upgraded.
 *
 * <pre>
 *   {job}.jar        what runs, and what the next start runs
 *   {job}.next.jar   what an upgrade is putting in its place
 * </pre>
 */
public final class InstalledJars {
  private final Path folder;

  public InstalledJars(DataDirectory directory) {
    this.folder = directory.jobs();
  }

  /** Nothing before the first upgrade: the build's own jar runs. */
  public Optional<Path> current(HarrierJob job) {
    return Optional.of(currentPath(job)).filter(Files::isRegularFile);
  }

  /**
   * Copies a jar to where it can become the current one, so that it stays what it is while it is
   * being tried.
   *
   * @throws CommandFailedException if it cannot be copied
   */
  public Path stage(HarrierJob job, Path jar) {
    Path next = nextPath(job);
    try {
      Files.createDirectories(folder);
      Files.copy(jar, next, REPLACE_EXISTING);
      return next;
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot copy %s to %s (%s): make room for it there, or make it writable"
              .formatted(jar, next, e.getMessage()),
          e);
    }
  }

  /** From now on the staged jar is the current one. */
  public void keep(HarrierJob job) {
    try {
      Files.move(nextPath(job), currentPath(job), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot move %s to %s (%s): move it there, or the next start runs the jar from before"
              .formatted(nextPath(job), currentPath(job), e.getMessage()),
          e);
    }
  }

  /** The current jar stays what it is. */
  public void discard(HarrierJob job) {
    try {
      Files.deleteIfExists(nextPath(job));
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot delete %s, which is of no use any more: %s"
              .formatted(nextPath(job), e.getMessage()),
          e);
    }
  }

  private Path currentPath(HarrierJob job) {
    return folder.resolve(job.folder() + ".jar");
  }

  private Path nextPath(HarrierJob job) {
    return folder.resolve(job.folder() + ".next.jar");
  }
}
