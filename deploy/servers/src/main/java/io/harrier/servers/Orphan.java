package io.harrier.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server process that outlived the JVM that started it. Only whoever holds the lock of its
 * directory may stop it: then nobody uses it.
 */
final class Orphan {
  /** Start times come from the kernel's clock and move a little when the clock is set. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Orphan() {}

  /** Writes down a process so that it can be recognised later, though its id may be used again. */
  static void remember(Path file, long pid) {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .ifPresent(started -> properties.setProperty("started", started.toString()));
    ServerDirectory.write(file, properties);
  }

  /** Stops the process that was written down, if it still runs, and waits for its end. */
  static void stop(String server, Path file, String signal) {
    remembered(file).ifPresent(process -> stop(server, process, signal));
  }

  static void stop(String server, ProcessHandle process, String signal) {
    try {
      new ProcessBuilder(
              "sh", "-c", "kill -s \"$1\" \"$2\"", "kill", signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      try {
        process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        process.destroyForcibly();
        process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(server, process, e);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw failure(server, process, e);
    }
  }

  private static ServerStartException failure(String server, ProcessHandle process, Exception e) {
    return new ServerStartException(
        "%s of an earlier run still runs as process %d and does not stop. End that process, then start again."
            .formatted(server, process.pid()),
        e);
  }

  static Optional<ProcessHandle> remembered(Path file) {
    Properties properties = ServerDirectory.read(file);
    String pid = properties.getProperty("pid");
    String started = properties.getProperty("started");
    if (pid == null || started == null) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAt(process, Instant.parse(started)));
  }

  private static boolean startedAt(ProcessHandle process, Instant expected) {
    return process
        .info()
        .startInstant()
        .map(started -> Duration.between(started, expected).abs().compareTo(TOLERANCE) < 0)
        .orElse(false);
  }
}
