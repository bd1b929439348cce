package io.harrier.local.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.local.health.FlinkRest.Checkpoint;
import io.harrier.local.health.FlinkRest.Metric;
import io.harrier.local.health.ReferenceDataProbe.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From where on something is a warning, and from where on a part is not ready. */
class HealthThresholdsTest {
  /** When the newest transactions are those of the figures. */
  private static final Instant LIVE = Instant.ofEpochMilli(97_000);

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  @Test
  void checkpointsThatAreSlowAndThatComeNoMore() {
    assertThat(warnings(Duration.ofSeconds(60))).isEmpty();
    assertThat(warnings(Duration.ofSeconds(61)))
        .singleElement()
        .asString()
        .contains("job has completed no checkpoint for 61 s");

    CheckpointHealth health = checkpoints(0);
    assertThat(health.isOverdue(Duration.ofSeconds(630))).isFalse();
    assertThat(health.isOverdue(Duration.ofSeconds(631))).isTrue();
  }

  @Test
  void theAgeIsThatOfTheNewestCheckpointOrOfTheJob() {
    Instant started = NOW.minusSeconds(100);

    assertThat(checkpoints(0).age(started, NOW)).hasSeconds(7);
    assertThat(
            new CheckpointHealth(0, 0, 0, "", Optional.empty(), INTERVAL, TIMEOUT)
                .age(started, NOW))
        .hasSeconds(100);
  }

  @Test
  void checkpointsThatFailInARow() {
    assertThat(checkpoints(2).warnings("job", Duration.ofSeconds(1))).isEmpty();
    assertThat(checkpoints(3).warnings("job", Duration.ofSeconds(1)))
        .containsExactly(
            "the newest 3 checkpoints of job failed (disk full): see the log; alerts wait until one is complete");
  }

  @Test
  void restartsOfTheLastTenMinutes() {
    RestartHealth health =
        new RestartHealth(
            List.of(NOW.minusSeconds(599), NOW.minusSeconds(601)), "IOException: refused");

    assertThat(health.warnings("job", NOW))
        .singleElement()
        .asString()
        .contains("job failed 1 times", "last 599 s ago: IOException: refused");
    assertThat(health.warnings("job", NOW.plusSeconds(2))).isEmpty();
    assertThat(health.figures(NOW)).containsEntry("restarts", 2);
  }

  @Test
  void aSlot() {
    assertThat(slot("reserved", 0, 5, 500).ready()).isTrue();
    assertThat(slot("reserved", 0, 5, 500).warnings()).isEmpty();
    assertThat(slot("reserved", 257 << 20, 5, 500).warnings()).hasSize(1);
    assertThat(slot("extended", 0, 5, 500).warnings()).hasSize(1);
    assertThat(slot("unreserved", 0, 5, 500).warnings())
        .singleElement()
        .asString()
        .contains("loses its log");
    assertThat(slot("lost", 0, 5, 500).ready()).isFalse();
    assertThat(slot("reserved", 12, 5, 500).figures())
        .containsEntry("slotLagBytes", 12L)
        .containsEntry("walStatus", "reserved")
        .containsEntry("heartbeatAgeSeconds", 5.0);
  }

  /** After a long pause the last heartbeat is old until capture writes the next. */
  @Test
  void aHeartbeatIsMissedBySomebodyWhoHadTimeForIt() {
    assertThat(slot("reserved", 0, 61, 61).ready()).isFalse();
    assertThat(slot("reserved", 0, 86_400, 5).ready()).isTrue();
    assertThat(slot("reserved", 0, 60, 500).ready()).isTrue();
    assertThat(slot("reserved", 0, Double.NaN, 61).ready()).isFalse();
    assertThat(slot("reserved", 0, Double.NaN, 5).ready()).isTrue();
    assertThat(slot("reserved", 0, 61, Double.NaN).ready()).isFalse();
    assertThat(slot("reserved", 0, Double.NaN, Double.NaN).ready()).isTrue();
  }

  @Test
  void whatIsNotReadForAMinute() {
    PartHealth health =
        ConsumersProbe.health(
            Map.of(
                "a/t", Optional.of(new ConsumerLag(7, Optional.of(NOW.minusSeconds(61)))),
                "b/t", Optional.of(new ConsumerLag(7, Optional.of(NOW.minusSeconds(60)))),
                "c/t", Optional.of(new ConsumerLag(2, Optional.empty())),
                "d/t", Optional.empty()),
            NOW);

    assertThat(health.ready()).isTrue();
    assertThat(health.warnings())
        .singleElement()
        .asString()
        .startsWith("a/t is 7 records behind, the oldest 61 s old");
    assertThat(health.figures())
        .containsEntry("c/t", Map.of("lagRecords", 0L, "oldestUnreadAgeMillis", 0L))
        .containsEntry("b/t", Map.of("lagRecords", 7L, "oldestUnreadAgeMillis", 60_000L));
    assertThat(health.detail()).contains("d/t nothing read yet", "c/t 0 behind");
  }

  @Test
  void whatTheJobCounts() {
    PartHealth calm = DetectionProbe.health(figures(Map.of()), LIVE);
    assertThat(calm.ready()).isTrue();
    assertThat(calm.warnings()).isEmpty();
    assertThat(calm.detail()).startsWith("1,000 decided, 0 rejected, 0 late, watermark 2.0 s");

    assertWarning("Write_alerts__Writer.lostTransactions", 1, "were lost");
    assertWarning("Write_alerts__Committer.failedCommittables", 1, "not taken 1 commits");
    assertWarning("Separate_rejected.reason.MALFORMED.rejected", 251, "20 % of 1,251");
    assertWarning("Evaluate_transactions.strategy.SIDE_OUTPUT.late", 53, "are late");
    assertWarning("Evaluate_transactions.releaseLoadFailures", 1, "cannot be loaded");
    assertWarning("Evaluate_transactions.releasesRefused", 1, "audit verify");
    assertWarning("Evaluate_transactions.unreadableReferenceRecords", 1, "cannot be read");
    assertWarning("Evaluate_transactions.newestEventTime", 700_000, "605 s behind");
    // Committed before the restart, which has been proven.
    assertThat(
            DetectionProbe.health(
                    figures(Map.of("Write_alerts__Committer.refusedCommits", 2L)), LIVE)
                .warnings())
        .isEmpty();
    // What is replayed has a pace of its own.
    assertThat(
            DetectionProbe.health(
                    figures(Map.of("Evaluate_transactions.newestEventTime", 700_000L)), NOW)
                .warnings())
        .isEmpty();
  }

  @Test
  void withoutReferenceDataTransactionsWait() {
    assertThat(
            DetectionProbe.health(figures(Map.of("Evaluate_transactions.ready", 0L)), LIVE).ready())
        .isTrue();

    PartHealth health =
        DetectionProbe.health(
            figures(Map.of("Evaluate_transactions.ready", 0L, "Evaluate_transactions.held", 12L)),
            LIVE);

    assertThat(health.ready()).isFalse();
    assertThat(health.detail()).startsWith("waits for reference data, and holds 12 transactions");
  }

  private static List<String> warnings(Duration age) {
    return checkpoints(0).warnings("job", age);
  }

  private static CheckpointHealth checkpoints(int failedInARow) {
    return new CheckpointHealth(
        5,
        failedInARow,
        failedInARow,
        "disk full",
        Optional.of(new Checkpoint(5, NOW.minusSeconds(7), 100, 1)),
        INTERVAL,
        TIMEOUT);
  }

  private static PartHealth slot(
      String walStatus, long behind, double heartbeatSeconds, double connectedSeconds) {
    return new Slot("s", true, walStatus, behind, 1 << 30, heartbeatSeconds, connectedSeconds)
        .health();
  }

  private static void assertWarning(String metric, long value, String warning) {
    assertThat(DetectionProbe.health(figures(Map.of(metric, value)), LIVE).warnings())
        .singleElement()
        .asString()
        .contains(warning);
  }

  private static JobFigures figures(Map<String, Long> some) {
    Map<String, Metric> metrics = new HashMap<>();
    metrics.put("Evaluate_transactions.outcome.ALLOW.decisions", metric(1_000));
    metrics.put("Evaluate_transactions.ready", metric(1));
    metrics.put("Evaluate_transactions.newestEventTime", metric(97_000));
    metrics.put("Evaluate_transactions.currentOutputWatermark", metric(95_000));
    some.forEach((name, value) -> metrics.put(name, metric(value)));
    return new JobFigures(metrics);
  }

  private static Metric metric(long value) {
    return new Metric(value, value, value);
  }
}
