package io.harrier.local.platform;

import io.harrier.local.flink.FlinkCluster;
import io.harrier.local.flink.FlinkJob;
import io.harrier.reference.ReferenceDataPipeline;
import io.harrier.servers.EmbeddedServer;
import io.harrier.servers.Supervised;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Notices when a part has died for good. */
final class PlatformWatch {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration REFERENCE_DATA_PATIENCE = Duration.ofMinutes(1);

  private final List<Supervised<?>> servers = new CopyOnWriteArrayList<>();
  private final AtomicReference<FlinkCluster> cluster = new AtomicReference<>();
  private final List<FlinkJob> jobs = new CopyOnWriteArrayList<>();
  private final AtomicReference<ReferenceDataPipeline> referenceData = new AtomicReference<>();
  private final AtomicReference<Long> troubledSince = new AtomicReference<>();
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
    return referenceDataFailure();
  }

  // It tries again by itself; what lasts is a failure.
  private Optional<String> referenceDataFailure() {
    ReferenceDataPipeline pipeline = referenceData.get();
    Optional<Throwable> trouble = pipeline == null ? Optional.empty() : pipeline.failure();
    if (trouble.isEmpty()) {
      troubledSince.set(null);
      return Optional.empty();
    }
    troubledSince.compareAndSet(null, System.nanoTime());
    long lasting = System.nanoTime() - troubledSince.get();
    return lasting < REFERENCE_DATA_PATIENCE.toNanos()
        ? Optional.empty()
        : Optional.of("reference data has not been captured for a minute (" + trouble.get() + ")");
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
