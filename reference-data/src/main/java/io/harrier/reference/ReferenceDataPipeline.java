package io.harrier.reference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the reference topics equal to their tables until it is closed.
 *
 * <p>Postgres and Kafka may come and go: after a failure, which is reported, capturing starts again
 * from the stored position, with a growing pause between attempts. Where the log no longer reaches
 * back to that position, the tables are read anew and what is gone is deleted from the topics.
 * Delivery is at least once; readers keep the newest state of a row by version and position.
 */
public final class ReferenceDataPipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReferenceDataPipeline.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final ReferenceDataSettings settings;
  private final Consumer<Throwable> onFailure;
  private final Clock clock;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<Capture> current = new AtomicReference<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicReference<Instant> lastHeartbeat = new AtomicReference<>();
  private final AtomicBoolean snapshotComplete = new AtomicBoolean();
  private final CompletableFuture<Void> firstSnapshot = new CompletableFuture<>();

  private ReferenceDataPipeline(
      ReferenceDataSettings settings, Consumer<Throwable> onFailure, Clock clock) {
    this.settings = settings;
    this.onFailure = onFailure;
    this.clock = clock;
    this.thread = new Thread(this::run, "reference-data");
    thread.setDaemon(true);
  }

  /** Starts capturing in the background; failures are logged. */
  public static ReferenceDataPipeline start(ReferenceDataSettings settings) {
    return start(settings, failure -> {});
  }

  /**
   * Starts capturing in the background.
   *
   * @param onFailure told of every failure, besides the log; called on the capturing thread
   */
  public static ReferenceDataPipeline start(
      ReferenceDataSettings settings, Consumer<Throwable> onFailure) {
    ReferenceDataPipeline pipeline =
        new ReferenceDataPipeline(settings, onFailure, Clock.systemUTC());
    pipeline.thread.start();
    return pipeline;
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    while (closing.getCount() > 0) {
      Instant started = clock.instant();
      try {
        Capture capture = new Capture(settings, new Progress(), clock);
        current.set(capture);
        capture.run(() -> closing.getCount() == 0);
        if (closing.getCount() == 0) {
          return;
        }
        throw new ReferenceDataException("Capturing ended without being told to");
      } catch (Exception | LinkageError e) {
        if (closing.getCount() == 0) {
          return;
        }
        if (Duration.between(started, clock.instant()).compareTo(LONGEST_PAUSE) > 0) {
          pause = SHORTEST_PAUSE;
        }
        report(e, pause);
        if (awaitClosing(pause)) {
          return;
        }
        pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    }
  }

  private void report(Throwable e, Duration pause) {
    failure.set(e);
    LOG.error("Reference data is not being captured; trying again in {} ms", pause.toMillis(), e);
    try {
      onFailure.accept(e);
    } catch (RuntimeException fromListener) {
      LOG.error("Whoever was to be told of the failure failed too", fromListener);
    }
  }

  private boolean awaitClosing(Duration pause) {
    try {
      return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Whether the topics hold every row that existed when capturing (last) started from nothing. */
  public boolean isSnapshotComplete() {
    return snapshotComplete.get();
  }

  /** Completes when {@link #isSnapshotComplete} is true for the first time. */
  public CompletableFuture<Void> whenSnapshotComplete() {
    return firstSnapshot.copy();
  }

  /** When the newest heartbeat was written that came back through the log; Postgres' clock. */
  public Optional<Instant> lastHeartbeat() {
    return Optional.ofNullable(lastHeartbeat.get());
  }

  /** Why nothing is being captured; empty while it works. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Whether the topics are complete and kept up to date. */
  public boolean isHealthy() {
    return isSnapshotComplete() && failure.get() == null && thread.isAlive();
  }

  /** Stops capturing; its position and its slot are kept for the next start. */
  @Override
  public void close() {
    closing.countDown();
    Capture capture = current.get();
    if (capture != null) {
      capture.stop();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Progress implements CaptureProgress {
    @Override
    public void snapshotStarted() {
      snapshotComplete.set(false);
    }

    @Override
    public void snapshotCompleted() {
      snapshotComplete.set(true);
      failure.set(null);
      firstSnapshot.complete(null);
    }

    @Override
    public void resumed() {
      snapshotCompleted();
    }

    @Override
    public void heartbeat(Instant beatAt) {
      lastHeartbeat.set(beatAt);
      failure.set(null);
    }
  }
}
