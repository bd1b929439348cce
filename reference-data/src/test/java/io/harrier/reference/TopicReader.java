package io.harrier.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.model.ListEntry;
import io.harrier.model.PublishedRelease;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import io.harrier.model.json.ListEntryJson;
import io.harrier.model.json.PublishedReleaseJson;
import io.harrier.model.json.RiskScoreJson;
import io.harrier.model.json.SnapshotMarkJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topics from their beginning, and holds what a reader of the product would: of scores,
 * the state that supersedes the others.
 */
final class TopicReader implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReferenceDataSettings settings;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, RiskScore> scores = new HashMap<>();
  private final Map<String, PublishedRelease> releases = new HashMap<>();
  private final Map<String, ListEntry> entries = new HashMap<>();
  private final Map<String, SnapshotMark> marks = new HashMap<>();
  private int deletions;

  TopicReader(ReferenceDataSettings settings) {
    this.settings = settings;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", settings.kafka(), "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        List.of(
            new TopicPartition(settings.riskScoresTopic(), 0),
            new TopicPartition(settings.releasesTopic(), 0),
            new TopicPartition(settings.entityListsTopic(), 0)));
  }

  void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "waited too long; scores %s, releases %s, marks %s"
                .formatted(scoreOfUser(), releases.keySet(), marks));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        read(record);
      }
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), UTF_8);
    if (key.equals(SnapshotMark.KEY)) {
      marks.put(record.topic(), SnapshotMarkJson.decode(record.value()));
    } else if (record.value() == null) {
      deletions++;
      scores.remove(key);
      releases.remove(key);
      entries.remove(key);
    } else if (record.topic().equals(settings.riskScoresTopic())) {
      scores.merge(
          key,
          RiskScoreJson.decode(record.value()),
          (old, read) -> read.supersedes(old) ? read : old);
    } else if (record.topic().equals(settings.entityListsTopic())) {
      entries.merge(
          key,
          ListEntryJson.decode(record.value()),
          (old, read) -> read.supersedes(old) ? read : old);
    } else {
      releases.put(key, PublishedReleaseJson.decode(record.value()));
    }
  }

  SortedMap<String, Double> scoreOfUser() {
    SortedMap<String, Double> result = new TreeMap<>();
    scores.forEach((user, score) -> result.put(user, score.score()));
    return result;
  }

  Map<String, RiskScore> scores() {
    return scores;
  }

  Map<String, PublishedRelease> releases() {
    return releases;
  }

  /** By the key of their record. */
  Map<String, ListEntry> entries() {
    return entries;
  }

  boolean hasAllMarks() {
    return marks.size() == CapturedTable.values().length;
  }

  SnapshotMark scoresMark() {
    return marks.get(settings.riskScoresTopic());
  }

  SnapshotMark releasesMark() {
    return marks.get(settings.releasesTopic());
  }

  SnapshotMark entriesMark() {
    return marks.get(settings.entityListsTopic());
  }

  int deletions() {
    return deletions;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
