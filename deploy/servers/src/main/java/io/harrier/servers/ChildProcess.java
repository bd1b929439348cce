package io.harrier.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A server's process, which ends when this JVM does, even if this JVM is killed.
 *
 * <p>A small shell script stands between the two: it reads a pipe from this JVM, and when the pipe
 * ends it tells the server to stop. That needs nothing but a POSIX shell. (The kernel's own signal
 * on a parent's death is sent when the <em>thread</em> that started the child ends, which would
 * stop servers that were started by a short-lived pool.)
 */
final class ChildProcess {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int TAIL_BYTES = 4_000;

  private final ServerDirectory home;
  private final String server;
  private final Process guard;
  private final long pid;
  private final Path log;
  private final long logStart;

  private ChildProcess(
      ServerDirectory home, String server, Process guard, long pid, long logStart) {
    this.home = home;
    this.server = server;
    this.guard = guard;
    this.pid = pid;
    this.log = home.log();
    this.logStart = logStart;
  }

  /**
   * @param stopSignal the signal that makes the server stop in an orderly way, such as TERM
   * @throws ServerStartException if it doesn't even begin to run
   */
  static ChildProcess start(
      String server,
      ServerDirectory home,
      String stopSignal,
      List<String> command,
      Map<String, String> environment) {
    Path pidFile = home.path().resolve("pid");
    List<String> guarded = new ArrayList<>(Executables.newSession());
    guarded.addAll(List.of("sh", "-c", guardScript(), "harrier-guard", stopSignal));
    guarded.add(pidFile.toString());
    guarded.addAll(command);
    try {
      Files.deleteIfExists(pidFile);
      long logStart = Files.exists(home.log()) ? Files.size(home.log()) : 0;
      ProcessBuilder builder =
          new ProcessBuilder(guarded)
              .directory(home.path().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
      builder.environment().putAll(environment);
      Process guard = builder.start();
      while (pid(pidFile) < 0) {
        if (!guard.isAlive()) {
          throw new ServerStartException(
              "%s could not be started in %s; %s says: %s"
                  .formatted(server, home.path(), home.log(), tail(home.log(), logStart)));
        }
        pause();
      }
      long pid = pid(pidFile);
      Orphan.remember(home.process(), pid);
      return new ChildProcess(home, server, guard, pid, logStart);
    } catch (IOException e) {
      throw new ServerStartException(
          "%s could not be started in %s: %s. Is there a POSIX shell named sh?"
              .formatted(server, home.path(), e.getMessage()),
          e);
    }
  }

  private static String guardScript() {
    try (InputStream script = ChildProcess.class.getResourceAsStream("guard.sh")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long pid(Path pidFile) throws IOException {
    String text = Files.exists(pidFile) ? Files.readString(pidFile) : "";
    return text.endsWith("\n") ? Long.parseLong(text.strip()) : -1;
  }

  /**
   * Waits until the server answers.
   *
   * @throws ServerStartException if it ends before it does, or takes longer than {@code patience};
   *     it is stopped then
   */
  void awaitReady(BooleanSupplier ready, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!isAlive()) {
        throw new ServerStartException(
            "%s ended with code %d while it was starting in %s; %s says: %s"
                .formatted(server, guard.exitValue(), home.path(), log, tail()));
      }
      if (System.nanoTime() > deadline) {
        String said = tail();
        stop(Duration.ofSeconds(5));
        throw new ServerStartException(
            "%s was not ready after %d s in %s. Is the machine overloaded? %s says: %s"
                .formatted(server, patience.toSeconds(), home.path(), log, said));
      }
      pause();
    }
  }

  /** Tells the server to stop, and waits; after {@code patience} it is killed. */
  void stop(Duration patience) {
    try {
      guard.getOutputStream().close();
    } catch (IOException alreadyEnded) {
      // the pipe is closed all the same
    }
    try {
      guard.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      guard.onExit().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAlive() {
    return guard.isAlive();
  }

  long pid() {
    return pid;
  }

  CompletableFuture<Integer> onExit() {
    return guard.onExit().thenApply(Process::exitValue);
  }

  /** The end of what the server has written since it was started. */
  String tail() {
    return tail(log, logStart);
  }

  private static String tail(Path log, long from) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(from, file.length() - TAIL_BYTES);
      file.seek(start);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      return bytes.length == 0 ? "nothing" : new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "(unreadable: " + e.getMessage() + ")";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException("Interrupted while a server was starting", e);
    }
  }
}
