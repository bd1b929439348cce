package io.harrier.local.platform;

import io.harrier.local.flink.FlinkCluster;
import io.harrier.local.flink.FlinkJob;
import io.harrier.reference.ReferenceDataPipeline;
import io.harrier.servers.EmbeddedServer;
import io.harrier.servers.Supervised;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Notices when a part has died: for a while, or for good. */
final class PlatformWatch {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final List<Supervised<?>> servers = new CopyOnWriteArrayList<>();
  private final AtomicReference<FlinkCluster> cluster = new AtomicReference<>();
  private final List<FlinkJob> jobs = new CopyOnWriteArrayList<>();
  private final AtomicReference<ReferenceDataPipeline> referenceData = new AtomicReference<>();
  private final BooleanSupplier upgrading;

  /**
   * @param upgrading whether somebody is at work who stops jobs, and answers for them
   */
  PlatformWatch(BooleanSupplier upgrading) {
    this.upgrading = upgrading;
  }

  <T extends EmbeddedServer> Supervised<T> server(Supervised<T> server) {
    servers.add(server);
    return server;
  }

  FlinkCluster cluster(FlinkCluster present) {
    cluster.set(present);
    return present;
  }

  FlinkJob job(FlinkJob job) {
    jobs.add(job);
    return job;
  }

  ReferenceDataPipeline referenceData(ReferenceDataPipeline pipeline) {
    referenceData.set(pipeline);
    return pipeline;
  }

  Optional<String> failure() throws InterruptedException {
    for (Supervised<?> server : servers) {
      if (server.failure().isPresent()) {
        return server.failure();
      }
    }
    FlinkCluster present = cluster.get();
    Optional<String> trouble = present == null ? Optional.empty() : present.failure();
    if (trouble.isPresent()) {
      return Optional.of("Flink's cluster has lost a process for good (" + trouble.get() + ")");
    }
    for (FlinkJob job : jobs) {
      Optional<String> failure = job.failure();
      if (failure.isPresent() && !upgrading.getAsBoolean()) {
        return Optional.of("the job " + job.name() + " has ended (" + failure.get() + ")");
      }
    }
    return Optional.empty();
  }

  /** What does not run now, though it is being tried again, a sentence each. */
  List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    servers.forEach(server -> server.trouble().ifPresent(troubles::add));
    FlinkCluster present = cluster.get();
    if (present != null) {
      troubles.addAll(present.troubles());
    }
    ReferenceDataPipeline pipeline = referenceData.get();
    if (pipeline != null) {
      pipeline
          .failure()
          .ifPresent(failure -> troubles.add("reference data is not captured: " + text(failure)));
    }
    return troubles;
  }

  private static String text(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /**
   * Waits until a part has died for good.
   *
   * @param news told of each part that does not run for a while, and of their return
   * @return which part, and why
   */
  String awaitFailure(Consumer<String> news) throws InterruptedException {
    List<String> known = List.of();
    while (true) {
      Optional<String> failure = failure();
      if (failure.isPresent()) {
        return failure.get();
      }
      List<String> troubles = troubles();
      for (String trouble : troubles) {
        if (!known.contains(trouble)) {
          news.accept(trouble + "; it is tried again");
        }
      }
      if (troubles.isEmpty() && !known.isEmpty()) {
        news.accept("All of it runs again.");
      }
      known = troubles;
      Thread.sleep(INTERVAL.toMillis());
    }
  }
}
