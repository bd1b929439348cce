package io.harrier.reference;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the engine, from the check of the stored position to the engine's end. */
final class Capture {
  private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
  private static final long STOP_RETRY_MILLIS = 50;

  private final ReferenceDataSettings settings;
  private final CaptureProgress progress;
  private final Clock clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<Throwable> engineFailure = new AtomicReference<>();
  private final AtomicReference<DebeziumEngine<?>> engine = new AtomicReference<>();

  Capture(ReferenceDataSettings settings, CaptureProgress progress, Clock clock) {
    this.settings = settings;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Captures until stopped.
   *
   * @param stopped whether it has been stopped before it began
   * @throws ReferenceDataException if it can't start, or ends by itself
   */
  void run(BooleanSupplier stopped) throws SQLException {
    try {
      ReferenceTopics topics = new ReferenceTopics(settings);
      String topicIds = topics.ensure();
      try (TopicWriter writer = new TopicWriter(settings)) {
        start(topics, topicIds, writer);
        if (!stopped.getAsBoolean()) {
          runEngine();
        }
      }
    } finally {
      ended.countDown();
    }
  }

  private void start(ReferenceTopics topics, String topicIds, TopicWriter writer)
      throws SQLException {
    try (SourceDatabase database = SourceDatabase.connect(settings)) {
      database.requireCapturable();
      String identity = database.identity();
      // Another database or other topics have a history of their own: nothing stored applies.
      String lineage = "%s/%s/%s".formatted(settings.slot(), identity, topicIds);
      ChangePublisher publisher =
          new ChangePublisher(writer, topics, settings, progress, clock, identity);
      Optional<StoredOffset> stored = StoredOffset.read(topics, settings, lineage);
      StartPoint startPoint = database.startPoint(stored.map(StoredOffset::position));
      if (startPoint instanceof StartPoint.Snapshot snapshot) {
        LOG.warn("Reading the reference tables anew: {}", snapshot.reason());
        progress.snapshotStarted();
        if (snapshot.dropSlot()) {
          database.dropSlot();
        }
        stored.ifPresent(offset -> writer.deleteOffset(offset.key()));
        publisher.expectSnapshot();
      }
      engine.set(create(lineage, publisher));
    }
  }

  private DebeziumEngine<?> create(String lineage, ChangePublisher publisher) {
    DebeziumEngine.Builder<ChangeEvent<SourceRecord, SourceRecord>> builder =
        DebeziumEngine.create(Connect.class);
    return builder
        .using(EngineProperties.of(settings, lineage))
        .using(Capture.class.getClassLoader())
        .using((success, message, error) -> engineEnded(success, message, error))
        .notifying(publisher)
        .build();
  }

  private void engineEnded(boolean success, String message, Throwable error) {
    if (!success) {
      engineFailure.set(error == null ? new ReferenceDataException(message) : error);
    }
  }

  private void runEngine() {
    engine.get().run();
    Throwable error = engineFailure.get();
    if (error != null) {
      throw new ReferenceDataException(
          "Capturing from %s to Kafka at %s failed: %s"
              .formatted(
                  settings.postgres().replaceFirst("\\?.*", ""), settings.kafka(), root(error)),
          error);
    }
  }

  private static Throwable root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Ends the run and waits for it. */
  void stop() {
    try {
      do {
        DebeziumEngine<?> running = engine.get();
        if (running != null) {
          tryClose(running);
        }
      } while (!ended.await(STOP_RETRY_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An engine that is only being created, or that ends already, refuses. */
  private static void tryClose(DebeziumEngine<?> running) {
    try {
      running.close();
    } catch (IllegalStateException notNow) {
      LOG.debug("The engine can't be stopped in this state: {}", notNow.getMessage());
    } catch (IOException e) {
      LOG.warn("The engine did not stop in an orderly way", e);
    }
  }
}
