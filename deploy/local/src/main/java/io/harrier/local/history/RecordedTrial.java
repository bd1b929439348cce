package io.harrier.local.history;

import io.harrier.backtest.compare.LiveComparison;
import io.harrier.backtest.compare.RecordedPart;
import io.harrier.backtest.input.HistoryRecord;
import io.harrier.local.CommandFailedException;
import io.harrier.model.json.AlertJson;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the running job has recorded while a release is tried: alerts, those of the shadow, and
 * decisions. What is younger than a second may still be on its way to one of the three topics.
 */
public final class RecordedTrial {
  private static final Duration UNDERWAY = Duration.ofSeconds(1);
  private static final int BATCH = 2_000;

  /** Hears how far the reading has come, in records of all topics. */
  @FunctionalInterface
  public interface Progress {
    void at(long done, long total);
  }

  private final String kafka;
  private final RecordedPart part;
  private final Instant readFrom;

  private RecordedTrial(String kafka, RecordedPart part, Instant readFrom) {
    this.kafka = kafka;
    this.part = part;
    this.readFrom = readFrom;
  }

  /**
   * @param since event time of the first transaction
   * @param readFrom when the first record may have been written, by the machine's time
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  static RecordedTrial of(String kafka, Instant since, Instant readFrom, InstantSource clock) {
    Instant settled = clock.instant().minus(UNDERWAY);
    Instant until =
        PendingAlerts.since(kafka).filter(pending -> pending.isBefore(settled)).orElse(settled);
    return new RecordedTrial(
        kafka, new RecordedPart(since.toEpochMilli(), until.toEpochMilli()), readFrom);
  }

  RecordedPart part() {
    return part;
  }

  /**
   * Reads everything.
   *
   * @param limit after which it is given up; empty for as long as it takes
   * @throws CommandFailedException if a record cannot be read, or it takes too long
   */
  void readInto(LiveComparison<?> comparison, Progress progress, Optional<Duration> limit) {
    try (TopicInput shadowAlerts = open(Topic.SHADOW_ALERTS);
        TopicInput alerts = open(Topic.ALERTS);
        TopicInput decisions = open(Topic.DECISIONS)) {
      long total = shadowAlerts.total() + alerts.total() + decisions.total();
      Reading reading = new Reading(total, progress, limit);
      reading.all(shadowAlerts, value -> comparison.shadowAlert(AlertJson.decode(value)));
      reading.all(alerts, value -> comparison.alert(AlertJson.decode(value)));
      reading.all(decisions, value -> comparison.decision(DecisionJson.decode(value)));
    }
  }

  private TopicInput open(Topic topic) {
    String name = topic.topicName();
    return TopicInput.openEvenIfEmpty(
        kafka,
        new TopicRange(
            name + "@" + readFrom + "..",
            name,
            new TopicRange.Time(readFrom),
            new TopicRange.Open()));
  }

  private static final class Reading {
    private final long total;
    private final Progress progress;
    private final Optional<Duration> limit;
    private final long started = System.nanoTime();
    private long done;

    Reading(long total, Progress progress, Optional<Duration> limit) {
      this.total = total;
      this.progress = progress;
      this.limit = limit;
    }

    void all(TopicInput input, Consumer<byte[]> comparison) {
      List<HistoryRecord> batch = new ArrayList<>(BATCH);
      do {
        batch.clear();
        input.read(batch, BATCH);
        for (HistoryRecord record : batch) {
          if (record.value() != null) {
            take(input, record, comparison);
          }
        }
        progress.at(done + input.done(), total);
        if (limit.isPresent() && System.nanoTime() - started > limit.get().toNanos()) {
          throw new CommandFailedException(
              "%,d records take longer than %d s to read"
                  .formatted(total, limit.get().toSeconds()));
        }
      } while (!batch.isEmpty());
      done += input.total();
    }

    private static void take(TopicInput input, HistoryRecord record, Consumer<byte[]> comparison) {
      try {
        comparison.accept(record.value());
      } catch (IllegalArgumentException e) {
        throw new CommandFailedException(
            "the record at %s is not one of this version (%s): begin after it with --since"
                .formatted(input.placeOf(record), e.getMessage()),
            e);
      }
    }
  }
}
