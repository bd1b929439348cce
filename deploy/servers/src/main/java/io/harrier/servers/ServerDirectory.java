package io.harrier.servers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * The directory of one server: locked while the server is in use, so that no two JVMs run a server
 * on the same data, and the place where its ports are remembered.
 *
 * <pre>
 *   data/               what the server keeps
 *   server.log          what the server says
 *   ports.properties    the ports it was given first
 *   process.properties  the process that was started last
 * </pre>
 */
final class ServerDirectory implements AutoCloseable {
  private static final long LEAST_FREE_BYTES = 128L << 20;
  private static final long LOG_LIMIT_BYTES = 16L << 20;

  private final String server;
  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private ServerDirectory(String server, Path path, FileChannel channel, FileLock lock) {
    this.server = server;
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Creates the directory if need be, and locks it.
   *
   * @throws ServerStartException if it can't be written, is nearly full, or is in use
   */
  static ServerDirectory open(String server, Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    FileChannel channel = null;
    try {
      Files.createDirectories(path.resolve("data"));
      channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(server, path);
      }
      requireSpace(server, path);
      rotateLog(path.resolve("server.log"));
      return new ServerDirectory(server, path, channel, lock);
    } catch (OverlappingFileLockException lockedByThisProcess) {
      close(channel);
      throw inUse(server, path);
    } catch (IOException e) {
      close(channel);
      throw new ServerStartException(
          "%s can't write to its directory %s: %s. Give it a directory that is writable, or free space there."
              .formatted(server, path, reason(e)),
          e);
    } catch (RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  private static ServerStartException inUse(String server, Path path) {
    return new ServerStartException(
        "%s already runs on %s. Stop the one that runs, or choose another directory."
            .formatted(server, path));
  }

  private static void requireSpace(String server, Path path) throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new ServerStartException(
          "%s needs %d MiB of free space to start, and %s has %d MiB. Free some, or choose another directory."
              .formatted(server, LEAST_FREE_BYTES >> 20, path, free >> 20));
    }
  }

  private static void rotateLog(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getReason();
    }
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  Path path() {
    return path;
  }

  Path data() {
    return path.resolve("data");
  }

  Path log() {
    return path.resolve("server.log");
  }

  Path process() {
    return path.resolve("process.properties");
  }

  /**
   * The port to use: the wanted one, else the one remembered, else a free one.
   *
   * @param purpose the name under which it is remembered
   * @param wanted 0 for any
   * @throws ServerStartException if another program has it
   */
  int port(String purpose, int wanted) {
    Properties ports = read(path.resolve("ports.properties"));
    String remembered = ports.getProperty(purpose);
    int port;
    if (wanted != 0) {
      port = available(wanted);
    } else if (remembered != null) {
      port = available(parsePort(remembered));
    } else {
      // Looked at once only: a process that another thread is starting at this moment holds a copy
      // of the socket that the look opened, and a second look would find the port taken by it.
      port = Ports.findFree();
    }
    ports.setProperty(purpose, Integer.toString(port));
    write(path.resolve("ports.properties"), ports);
    return port;
  }

  private int available(int port) {
    if (!Ports.isFree(port)) {
      throw new ServerStartException(
          ("Port %d, which %s is to listen on, is in use by another program. Stop that program, or choose another port; if the port"
                  + " was remembered in %s, deleting that file lets a free one be chosen.")
              .formatted(port, server, path.resolve("ports.properties")));
    }
    return port;
  }

  private int parsePort(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new ServerStartException(
          "%s is damaged: '%s' is no port. Delete the file to have a free port chosen."
              .formatted(path.resolve("ports.properties"), text),
          e);
    }
  }

  static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("Can't read " + file, e);
      }
    }
    return properties;
  }

  static void write(Path file, Properties properties) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(unfinished)) {
        properties.store(writer, null);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerStartException("Can't write %s: %s".formatted(file, reason(e)), e);
    }
  }

  /** Gives the directory to whoever wants it next; does nothing the second time. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't unlock " + path, e);
    } finally {
      close(channel);
    }
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
