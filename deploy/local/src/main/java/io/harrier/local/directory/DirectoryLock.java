package io.harrier.local.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.OptionalLong;

/** The right to run on a data directory. Held by one process at a time. */
public final class DirectoryLock implements AutoCloseable {
  private final HeldFile file;

  private DirectoryLock(HeldFile file) {
    this.file = file;
  }

  /**
   * @throws CommandFailedException naming the process that holds the lock
   */
  public static DirectoryLock acquire(DataDirectory directory) {
    boolean here = HeldFile.isHeldHere(directory.lockFile());
    HeldFile file =
        HeldFile.tryHold(directory.lockFile()).orElseThrow(() -> taken(directory, here));
    try {
      Files.writeString(
          directory.pidFile(), Long.toString(ProcessHandle.current().pid()), US_ASCII);
      return new DirectoryLock(file);
    } catch (IOException e) {
      file.close();
      throw new UncheckedIOException(e);
    }
  }

  private static CommandFailedException taken(DataDirectory directory, boolean here) {
    return new CommandFailedException(
        "process "
            + (here ? ProcessHandle.current().pid() : pidIn(directory))
            + " already runs on "
            + directory.root()
            + ": stop it with ./harrier down --data "
            + directory.root()
            + ", or name another directory with --data");
  }

  /** The process that runs on the directory, if one does. */
  public static OptionalLong holder(DataDirectory directory) {
    if (HeldFile.isHeldHere(directory.lockFile())) {
      return OptionalLong.of(ProcessHandle.current().pid());
    }
    return HeldFile.isHeld(directory.lockFile())
        ? OptionalLong.of(pidIn(directory))
        : OptionalLong.empty();
  }

  private static long pidIn(DataDirectory directory) {
    try {
      return Long.parseLong(Files.readString(directory.pidFile(), US_ASCII).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
