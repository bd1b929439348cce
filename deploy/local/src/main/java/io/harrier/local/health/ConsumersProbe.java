package io.harrier.local.health;

import io.harrier.model.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How far the jobs are behind the topics that they read. */
final class ConsumersProbe {
  static final String NAME = "consumers";

  /** Longer than a checkpoint, a restart and the flood after it take. */
  private static final Duration LONG_UNREAD = Duration.ofMinutes(1);

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Who reads what. */
  private record Reading(String group, Topic topic) {}

  private static final List<Reading> READINGS =
      List.of(
          new Reading(io.harrier.detection.KafkaSettings.DEFAULT_GROUP_ID, Topic.TRANSACTIONS),
          new Reading(io.harrier.alerting.KafkaSettings.DEFAULT_GROUP, Topic.ALERTS),
          new Reading(io.harrier.alerting.KafkaSettings.DEFAULT_GROUP, Topic.DECISIONS));

  private ConsumersProbe() {}

  static PartHealth ask(String bootstrapServers) throws InterruptedException, ExecutionException {
    Map<String, Optional<ConsumerLag>> lags = new LinkedHashMap<>();
    try (Admin admin = ImpatientAdmin.create(bootstrapServers, PATIENCE)) {
      for (Reading reading : READINGS) {
        lags.put(
            reading.group() + "/" + reading.topic().topicName(),
            ConsumerLag.of(bootstrapServers, admin, reading.group(), reading.topic().topicName()));
      }
    }
    return health(lags, Clock.systemUTC().instant());
  }

  /**
   * @param lags by group and topic; empty where nothing has been committed
   */
  static PartHealth health(Map<String, Optional<ConsumerLag>> lags, Instant now) {
    List<String> details = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Map<String, Object> figures = new LinkedHashMap<>();
    lags.forEach(
        (reading, lag) -> {
          if (lag.isEmpty()) {
            details.add(reading + " nothing read yet");
            return;
          }
          Map<String, Object> measured = new LinkedHashMap<>();
          long records = lag.get().oldest().isEmpty() ? 0 : lag.get().records();
          measured.put("lagRecords", records);
          Duration unread =
              lag.get().oldest().map(oldest -> Duration.between(oldest, now)).orElse(Duration.ZERO);
          measured.put("oldestUnreadAgeMillis", Math.max(0, unread.toMillis()));
          figures.put(reading, measured);
          details.add(String.format(Locale.ROOT, "%s %,d behind", reading, records));
          if (unread.compareTo(LONG_UNREAD) > 0) {
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "%s is %,d records behind, the oldest %d s old: look at backpressure in Flink's web interface; add parallelism if it lasts",
                    reading,
                    records,
                    unread.toSeconds()));
          }
        });
    return PartHealth.ready(NAME, String.join("; ", details))
        .withWarnings(warnings)
        .withFigures(figures);
  }
}
