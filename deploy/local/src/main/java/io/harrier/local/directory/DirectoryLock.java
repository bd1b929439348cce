package io.harrier.local.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to run on a data directory. Held by one process at a time and given up by the operating
 * system when that process ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {

  // POSIX drops a process's lock when the process closes any descriptor of the file, even one that
  // only looked. So within this process the file is never opened twice.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final DataDirectory directory;
  private final FileChannel channel;

  private DirectoryLock(DataDirectory directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * @throws CommandFailedException naming the process that holds the lock
   */
  public static DirectoryLock acquire(DataDirectory directory) {
    if (!HELD_HERE.add(directory.lockFile())) {
      throw taken(directory, ProcessHandle.current().pid());
    }
    try {
      FileChannel channel =
          FileChannel.open(
              directory.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw taken(directory, pidIn(directory));
      }
      Files.writeString(
          directory.pidFile(), Long.toString(ProcessHandle.current().pid()), US_ASCII);
      return new DirectoryLock(directory, channel);
    } catch (IOException e) {
      HELD_HERE.remove(directory.lockFile());
      throw new UncheckedIOException(e);
    } catch (CommandFailedException e) {
      HELD_HERE.remove(directory.lockFile());
      throw e;
    }
  }

  private static CommandFailedException taken(DataDirectory directory, long pid) {
    return new CommandFailedException(
        "process "
            + pid
            + " already runs on "
            + directory.root()
            + ": stop it with ./harrier down --data "
            + directory.root()
            + ", or name another directory with --data");
  }

  /** The process that runs on the directory, if one does. */
  public static OptionalLong holder(DataDirectory directory) {
    if (HELD_HERE.contains(directory.lockFile())) {
      return OptionalLong.of(ProcessHandle.current().pid());
    }
    try (FileChannel channel = FileChannel.open(directory.lockFile(), StandardOpenOption.WRITE)) {
      return channel.tryLock() == null ? OptionalLong.of(pidIn(directory)) : OptionalLong.empty();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long pidIn(DataDirectory directory) throws IOException {
    return Long.parseLong(Files.readString(directory.pidFile(), US_ASCII).strip());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(directory.lockFile());
    }
  }
}
