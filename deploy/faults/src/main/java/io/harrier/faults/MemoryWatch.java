package io.harrier.faults;

import io.harrier.local.health.FlinkRest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How much memory TaskManagers take, as the system sees it, and how much they were given. */
public final class MemoryWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final List<ClusterProcess> taskManagers;
  private final long allowedMegabytes;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile long mostMegabytes;

  private MemoryWatch(List<ClusterProcess> taskManagers, long allowedMegabytes) {
    this.taskManagers = taskManagers;
    this.allowedMegabytes = allowedMegabytes;
  }

  /** Begins to look. */
  public static MemoryWatch of(Trial trial) throws IOException {
    MemoryWatch watch =
        new MemoryWatch(
            List.of(
                ClusterProcess.taskManager(trial.directory(), 1),
                ClusterProcess.taskManager(trial.directory(), 2)),
            new FlinkRest(trial.endpoints().flink()).taskManagerBytes() >> 20);
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    for (ClusterProcess taskManager : taskManagers) {
      taskManager
          .process()
          .ifPresent(process -> mostMegabytes = Math.max(mostMegabytes, megabytes(process.pid())));
    }
  }

  private static long megabytes(long pid) {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      try (InputStream out = ps.getInputStream()) {
        String kilobytes = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
        return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) >> 10;
      }
    } catch (IOException e) {
      throw new IllegalStateException("ps, which POSIX has, does not run", e);
    }
  }

  /** The most that one of them took at a time. */
  public long mostMegabytes() {
    return mostMegabytes;
  }

  /** What Flink's configuration gives each. */
  public long allowedMegabytes() {
    return allowedMegabytes;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
