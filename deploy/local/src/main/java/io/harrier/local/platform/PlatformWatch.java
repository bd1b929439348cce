package io.harrier.local.platform;

import io.harrier.local.flink.FlinkJob;
import io.harrier.servers.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Notices when a part has died for good. */
final class PlatformWatch {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final List<EmbeddedServer> servers = new CopyOnWriteArrayList<>();
  private final List<FlinkJob> jobs = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> reported = new AtomicReference<>();

  <T extends EmbeddedServer> T server(T server) {
    servers.add(server);
    return server;
  }

  FlinkJob job(FlinkJob job) {
    jobs.add(job);
    return job;
  }

  /** For parts that call when they fail. */
  void report(String failure) {
    reported.compareAndSet(null, failure);
  }

  Optional<String> failure() throws InterruptedException {
    if (reported.get() != null) {
      return Optional.of(reported.get());
    }
    for (EmbeddedServer server : servers) {
      if (!server.isAlive()) {
        return Optional.of(server.name() + " has ended (its log: " + server.logFile() + ")");
      }
    }
    for (FlinkJob job : jobs) {
      Optional<String> failure = job.failure();
      if (failure.isPresent()) {
        return Optional.of("the job " + job.name() + " has ended (" + failure.get() + ")");
      }
    }
    return Optional.empty();
  }

  String awaitFailure() throws InterruptedException {
    while (true) {
      Optional<String> failure = failure();
      if (failure.isPresent()) {
        return failure.get();
      }
      Thread.sleep(INTERVAL.toMillis());
    }
  }
}
