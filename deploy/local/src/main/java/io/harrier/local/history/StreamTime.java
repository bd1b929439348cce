package io.harrier.local.history;

import io.harrier.model.Decision;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The event time that the stream of transactions has reached, by what was decided last. It is that
 * of the machine's clock unless somebody replays or simulates the past; then what shall decide from
 * now on must do so from the transactions' time on.
 *
 * @param newest event time of the newest of the last decisions
 * @param speed event time for one unit of the machine's time, at least 1
 */
public record StreamTime(Instant newest, double speed) {
  /** Of each partition; enough to tell the speed. */
  private static final long TAIL = 500;

  private static final Duration BEHIND = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * The time of a stream that lags behind the clock by more than an hour.
   *
   * @return empty when it is that of the clock, or nothing has been decided yet
   */
  public static Optional<StreamTime> behind(String bootstrapServers, InstantSource clock) {
    return behind(lastDecisions(bootstrapServers), clock);
  }

  static Optional<StreamTime> behind(List<Decision> last, InstantSource clock) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    LongSummaryStatistics eventTimes =
        last.stream().mapToLong(Decision::eventTime).summaryStatistics();
    LongSummaryStatistics clockTimes =
        last.stream().mapToLong(Decision::decidedAt).summaryStatistics();
    Instant newest = Instant.ofEpochMilli(eventTimes.getMax());
    if (newest.isAfter(clock.instant().minus(BEHIND))) {
      return Optional.empty();
    }
    double passed = Math.max(1, clockTimes.getMax() - clockTimes.getMin());
    double speed = (eventTimes.getMax() - eventTimes.getMin()) / passed;
    return Optional.of(new StreamTime(newest, Math.max(1, speed)));
  }

  /** A clock that shows this time, and goes as fast as the stream. */
  public Clock clock(InstantSource machine) {
    Instant start = machine.instant();
    return new Clock() {
      @Override
      public Instant instant() {
        long passed = Duration.between(start, machine.instant()).toMillis();
        return newest.plusMillis((long) (passed * speed));
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  /** As long as this by the machine's time. */
  public Duration lasting(Duration machine) {
    return Duration.ofMillis((long) (machine.toMillis() * speed));
  }

  private static List<Decision> lastDecisions(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    List<Decision> decisions = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.DECISIONS.topicName(), PATIENCE).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      ends.forEach(
          (partition, end) ->
              consumer.seek(partition, Math.max(beginnings.get(partition), end - TAIL)));
      while (!partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(PATIENCE)) {
          decisions.add(DecisionJson.decode(read.value()));
        }
      }
    }
    return decisions;
  }
}
