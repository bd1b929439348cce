package io.harrier.faults;

import io.harrier.local.directory.DataDirectory;
import io.harrier.servers.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of the platform's processes, known by its directory: it has another id after each death. */
public final class ClusterProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;

  private ClusterProcess(Path directory) {
    this.directory = directory;
  }

  public static ClusterProcess taskManager(DataDirectory data, int number) {
    return new ClusterProcess(data.cluster().resolve("taskmanager-" + number));
  }

  public static ClusterProcess jobManager(DataDirectory data, int number) {
    return new ClusterProcess(data.cluster().resolve("jobmanager-" + number));
  }

  public static ClusterProcess kafka(DataDirectory data) {
    return new ClusterProcess(data.kafka());
  }

  public static ClusterProcess postgres(DataDirectory data) {
    return new ClusterProcess(data.postgres());
  }

  public static ClusterProcess redis(DataDirectory data) {
    return new ClusterProcess(data.redis());
  }

  /** As it runs now, if it does. */
  Optional<ProcessHandle> process() {
    return RunningServer.process(directory);
  }

  /** SIGKILL: the process learns nothing of it. Waits for its end. */
  public void kill() throws InterruptedException {
    ProcessHandle process = awaitProcess();
    process.destroyForcibly();
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("process " + process.pid() + " does not die", e);
    }
  }

  /** Holds the process, which answers nobody and breaks no connection, for a while. */
  public void hold(Duration duration) throws InterruptedException, IOException {
    ProcessHandle process = awaitProcess();
    signal(process, "STOP");
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } finally {
      signal(process, "CONT");
    }
  }

  private static void signal(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("kill -s " + signal + " " + process.pid() + " failed");
    }
  }

  /** It may be about to be started again. */
  private ProcessHandle awaitProcess() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var process = process();
      if (process.isPresent()) {
        return process.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nothing runs on " + directory);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public String toString() {
    return directory.getFileName().toString();
  }
}
