package io.harrier.reference;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.harrier.model.SnapshotMark;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes batches of changes. A position is only given back to the engine, which stores it, when
 * Kafka has acknowledged everything before it; during a snapshot none is, so that a snapshot that
 * was interrupted starts again from nothing.
 */
final class ChangePublisher
    implements DebeziumEngine.ChangeConsumer<ChangeEvent<SourceRecord, SourceRecord>> {
  private static final Logger LOG = LoggerFactory.getLogger(ChangePublisher.class);

  private final TopicWriter writer;
  private final ReferenceTopics topics;
  private final ReferenceDataSettings settings;
  private final CaptureProgress progress;
  private final Clock clock;
  private final String database;

  private final Map<String, CapturedTable> tables;
  private final Map<CapturedTable, Set<String>> stale = new EnumMap<>(CapturedTable.class);
  private final Map<CapturedTable, Long> rows = new EnumMap<>(CapturedTable.class);
  private boolean snapshotting;
  private Runnable afterFlush = () -> {};

  ChangePublisher(
      TopicWriter writer,
      ReferenceTopics topics,
      ReferenceDataSettings settings,
      CaptureProgress progress,
      Clock clock,
      String database) {
    this.writer = writer;
    this.topics = topics;
    this.settings = settings;
    this.progress = progress;
    this.clock = clock;
    this.database = database;
    this.tables =
        Arrays.stream(CapturedTable.values())
            .collect(
                Collectors.toUnmodifiableMap(ChangePublisher::sourceTopic, Function.identity()));
  }

  private static String sourceTopic(CapturedTable table) {
    return EngineProperties.PREFIX + "." + table.qualifiedName();
  }

  /**
   * Prepares for a snapshot: rows that the topics hold and the snapshot doesn't will be deleted
   * from the topics. Content of another database goes at once: its versions and positions say
   * nothing here.
   */
  void expectSnapshot() {
    snapshotting = true;
    for (CapturedTable table : CapturedTable.values()) {
      ReferenceTopics.Contents contents = topics.read(table.topic(settings));
      rows.put(table, 0L);
      if (contents.database().isPresent() && !contents.database().get().equals(database)) {
        LOG.warn(
            "Topic {} holds {} rows of another database; they are deleted before the snapshot",
            table.topic(settings),
            contents.keys().size());
        contents.keys().forEach(key -> writer.delete(table, key));
        stale.put(table, new HashSet<>());
      } else {
        stale.put(table, contents.keys());
      }
    }
    writer.flush();
  }

  @Override
  public void handleBatch(
      List<ChangeEvent<SourceRecord, SourceRecord>> batch,
      DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    int firstToCommit = 0;
    for (int i = 0; i < batch.size(); i++) {
      publish(batch.get(i).value());
      if (snapshotting) {
        firstToCommit = i + 1;
      }
    }
    writer.flush();
    afterFlush.run();
    afterFlush = () -> {};
    for (ChangeEvent<SourceRecord, SourceRecord> event :
        batch.subList(firstToCommit, batch.size())) {
      committer.markProcessed(event);
    }
    committer.markBatchFinished();
  }

  private void publish(SourceRecord record) {
    CapturedTable table = tables.get(record.topic());
    if (table != null) {
      publishChange(table, (Struct) record.value());
    } else if (record.topic().equals(EngineProperties.HEARTBEAT_CHANGES)) {
      heartbeat((Struct) record.value());
    } else if (record.topic().equals(EngineProperties.NOTIFICATIONS)) {
      notified(record);
    }
    // What remains are the engine's own heartbeats, which carry a position and nothing else.
  }

  private void publishChange(CapturedTable table, Struct change) {
    String operation = change.getString("op");
    switch (operation) {
      case "r", "c", "u" -> publishRow(table, change);
      case "d" -> writer.delete(table, table.key(change.getStruct("before")));
      case "t" -> truncate(table);
      default ->
          throw new ReferenceDataException(
              "Unknown operation '%s' in a change of %s; this Debezium is not the one Harrier was built with."
                  .formatted(operation, table.qualifiedName()));
    }
  }

  private void publishRow(CapturedTable table, Struct change) {
    Struct row = change.getStruct("after");
    String key = table.key(row);
    long position = change.getStruct("source").getInt64("lsn");
    Optional<byte[]> value = encode(table, key, row, position);
    if (value.isPresent()) {
      writer.put(table, key, value.get());
    } else if (!snapshotting) {
      writer.delete(table, key);
    }
    if (snapshotting) {
      rows.merge(table, 1L, Long::sum);
      if (value.isPresent()) {
        stale.get(table).remove(key);
      }
    }
  }

  private static Optional<byte[]> encode(
      CapturedTable table, String key, Struct row, long position) {
    try {
      return table.encode(row, position);
    } catch (RuntimeException e) {
      throw new ReferenceDataException(
          "Row '%s' of %s can't be published: %s. Correct the row in Postgres."
              .formatted(key, table.qualifiedName(), e),
          e);
    }
  }

  private void truncate(CapturedTable table) {
    writer.flush(); // so that the topic can be read back
    Set<String> keys = topics.read(table.topic(settings)).keys();
    LOG.warn("{} was truncated: deleting {} rows", table.qualifiedName(), keys.size());
    keys.forEach(key -> writer.delete(table, key));
  }

  private void heartbeat(Struct change) {
    Struct row = change.getStruct("after");
    if (row != null) {
      Instant beatAt = Instant.ofEpochMilli(Timestamps.epochMillis(row.getString("beat_at")));
      andThen(() -> progress.heartbeat(beatAt));
    }
  }

  private void notified(SourceRecord record) {
    Struct notification = (Struct) record.value();
    if (!"Initial Snapshot".equals(notification.getString("aggregate_type"))) {
      return;
    }
    switch (notification.getString("type")) {
      case "COMPLETED" -> completeSnapshot(record);
      case "SKIPPED" -> andThen(progress::resumed);
      default -> {} // of single tables, and of beginnings
    }
  }

  private void completeSnapshot(SourceRecord record) {
    if (!snapshotting) {
      throw new ReferenceDataException(
          "The engine read the tables anew although it was to resume; starting again.");
    }
    long position = ((Number) record.sourceOffset().get("lsn")).longValue();
    for (CapturedTable table : CapturedTable.values()) {
      Set<String> gone = stale.remove(table);
      gone.forEach(key -> writer.delete(table, key));
      long count = rows.get(table);
      writer.mark(
          table,
          new SnapshotMark(table.qualifiedName(), count, position, clock.millis()),
          database);
      LOG.info(
          "Published {} rows of {} as of {}, deleted {} that are gone",
          count,
          table.qualifiedName(),
          Lsn.text(position),
          gone.size());
    }
    snapshotting = false;
    andThen(progress::snapshotCompleted);
  }

  private void andThen(Runnable next) {
    Runnable before = afterFlush;
    afterFlush =
        () -> {
          before.run();
          next.run();
        };
  }
}
