package io.harrier.local.directory;

import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where one installation keeps everything it knows.
 *
 * <pre>
 *   harrier.json     format of this directory, and what must not change during its life
 *   lock, pid        held by the process that runs on it, and which one that is
 *   endpoints.json   while ready: where the servers are
 *   postgres/  kafka/  redis/  reference-data/
 *   flink/           checkpoints of both jobs
 *   jobs/            the jars of jobs that were upgraded
 *   cluster/         the processes of a Flink cluster, where there is one
 *   releases/        compiled releases, by the hash of their sources
 *   keys/            by which releases are signed, and by which the job verifies them
 *   logs/  tmp/
 * </pre>
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {

  /** What a directory must have free for its servers to start, in bytes. */
  static final long FREE_BYTES_NEEDED = 512L << 20;

  private static final String USUAL = ".harrier";
  private static final String DEMO = ".harrier-demo";

  public DataDirectory {
    Objects.requireNonNull(root, "root");
    root = root.toAbsolutePath().normalize();
  }

  /** The one that commands work on where none is named. */
  public static DataDirectory usual(Path workingDirectory) {
    return new DataDirectory(workingDirectory.resolve(USUAL));
  }

  /** The one beside it that a demo takes where this one is in use. */
  public DataDirectory demo() {
    return new DataDirectory(root.resolveSibling(DEMO));
  }

  public Path formatFile() {
    return root.resolve("harrier.json");
  }

  public Path lockFile() {
    return root.resolve("lock");
  }

  public Path pidFile() {
    return root.resolve("pid");
  }

  public Path endpointsFile() {
    return root.resolve("endpoints.json");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  public Path redis() {
    return root.resolve("redis");
  }

  public Path referenceData() {
    return root.resolve("reference-data");
  }

  public Path flink() {
    return root.resolve("flink");
  }

  public Path jobs() {
    return root.resolve("jobs");
  }

  /** Held by the process that upgrades a job. */
  public Path upgradeLockFile() {
    return jobs().resolve("upgrade.lock");
  }

  public Path cluster() {
    return root.resolve("cluster");
  }

  public Path releases() {
    return root.resolve("releases");
  }

  /** Signs releases; its owner alone can read it. */
  public Path signingKey() {
    return root.resolve("keys").resolve("release-signing-key.pem");
  }

  /** What the detection job verifies releases by; may hold several public keys. */
  public Path releaseKeys() {
    return root.resolve("keys").resolve("release-public-keys.pem");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path temporary() {
    return root.resolve("tmp");
  }

  /** Whether something was ever stored here. */
  public boolean isCreated() {
    return Files.exists(formatFile());
  }

  /**
   * Creates the directory if it is missing, and makes sure that it can be written.
   *
   * @throws CommandFailedException if it cannot be, or if the disk is full
   */
  public void prepare() {
    try {
      Files.createDirectories(root);
      Files.delete(Files.createTempFile(root, "writable", null));
      Files.createDirectories(logs());
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot write to the data directory "
              + root
              + " ("
              + reason(e)
              + "): make it writable, or name another one with --data",
          e);
    }
    requireSpace();
  }

  private void requireSpace() {
    long free;
    try {
      free = Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      throw new CommandFailedException("cannot tell how much space is left at " + root, e);
    }
    if (free < FREE_BYTES_NEEDED) {
      throw new CommandFailedException(
          "the disk of "
              + root
              + " has "
              + (free >> 20)
              + " MB left, and "
              + (FREE_BYTES_NEEDED >> 20)
              + " MB are needed: free some, or name another directory with --data");
    }
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    return switch (name) {
      case "AccessDeniedException" -> "permission denied";
      case "FileAlreadyExistsException" -> "there is a file of that name";
      default -> e.getMessage() == null ? name : e.getMessage();
    };
  }
}
