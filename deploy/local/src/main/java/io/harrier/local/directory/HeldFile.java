package io.harrier.local.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one process at a time holds, until it lets go or ends, however it ends: the operating
 * system sees to that.
 */
final class HeldFile implements AutoCloseable {

  // POSIX drops a process's lock when the process closes any descriptor of the file, even one that
  // only looked. So within this process the file is never opened twice.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private HeldFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Nothing if somebody else holds it. */
  static Optional<HeldFile> tryHold(Path file) {
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    boolean held = false;
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      held = true;
      return Optional.of(new HeldFile(file, channel));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!held) {
        HELD_HERE.remove(file);
      }
    }
  }

  static boolean isHeldHere(Path file) {
    return HELD_HERE.contains(file);
  }

  static boolean isHeld(Path file) {
    if (isHeldHere(file)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
