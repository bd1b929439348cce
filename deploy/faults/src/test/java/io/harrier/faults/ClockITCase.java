package io.harrier.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.model.RejectReason;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.LateHeaders;
import io.harrier.model.topic.RejectedHeaders;
import io.harrier.model.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clocks are wrong: an hour behind, an hour ahead, in the year 2099; a partition is empty, another
 * one an hour behind.
 */
class ClockITCase {
  /** After which silence a partition no longer holds back the others; of the detection job. */
  private static final Duration IDLENESS = Duration.ofSeconds(30);

  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  @Tag("full")
  void areWrong(@TempDir Path folder) throws Exception {
    Seed seed = Seed.announced("ClockITCase");
    try (Trial trial = Trial.start(folder);
        SkewedTraffic traffic = new SkewedTraffic(trial.endpoints().kafka(), seed)) {
      Instant begin = traffic.now();

      // The partition that is behind holds the watermark back, the empty one does not; what comes
      // from the future does not move it.
      traffic.send(IDLENESS.plusSeconds(30));
      Instant held = watermarkAfter(trial, begin.minus(SkewedTraffic.BEHIND));
      assertThat(held).isBefore(traffic.now().minus(SkewedTraffic.BEHIND).minus(OUT_OF_ORDERNESS));

      // It falls silent, and holds back nothing any more.
      traffic.sendWithoutLagging(IDLENESS.plusSeconds(10));
      assertThat(watermarkAfter(trial, begin)).isBefore(traffic.now().minus(OUT_OF_ORDERNESS));

      // When it is back its payments are decided as ever: they are not late for their users.
      traffic.sendFromLagging();
      trial.verify(traffic);
      trial.account();
      String kafka = trial.endpoints().kafka();
      assertThat(late(kafka)).containsExactlyInAnyOrderElementsOf(traffic.late());
      assertThat(fromTheFuture(kafka)).containsExactlyInAnyOrderElementsOf(traffic.future());

      // Counts by the minute have all that was decided, but for what came after the watermark.
      Set<String> without = new HashSet<>(traffic.late());
      without.addAll(traffic.future());
      assertThat(ActivityTotals.written(kafka, SkewedTraffic.COUNTRY))
          .isEqualTo(ActivityTotals.counted(kafka, SkewedTraffic.COUNTRY, without));
      assertThat(ActivityTotals.written(kafka, SkewedTraffic.COUNTRY_AFTER_SILENCE)).isEmpty();
      assertThat(trial.failures().values()).containsOnly(0);
      System.out.printf(
          "  %d late and %d from the future, each where it belongs%n",
          traffic.late().size(), traffic.future().size());
    }
  }

  private static Instant watermarkAfter(Trial trial, Instant past) {
    return await()
        .atMost(PATIENCE)
        .until(trial::watermark, seen -> seen.filter(past::isBefore).isPresent())
        .orElseThrow();
  }

  private static List<String> late(String kafka) {
    return CommittedTopic.read(
        kafka,
        Topic.LATE,
        record -> {
          long by =
              Long.parseLong(
                  new String(
                      record.headers().lastHeader(LateHeaders.LATE_BY_MILLIS).value(), UTF_8));
          assertThat(Duration.ofMillis(by))
              .isBetween(SkewedTraffic.BEHIND.minusMinutes(1), SkewedTraffic.BEHIND.plusMinutes(1));
          return id(record.value());
        });
  }

  /** By where they stood: in what is rejected, digits that may be a card's are masked. */
  private static List<String> fromTheFuture(String kafka) {
    Set<String> places = new HashSet<>();
    CommittedTopic.forEach(
        kafka,
        Topic.REJECTED,
        record -> {
          assertThat(new String(record.headers().lastHeader(RejectedHeaders.REASON).value(), UTF_8))
              .isEqualTo(RejectReason.FUTURE_TIME.name());
          assertThat(places.add(Accounting.source(record))).isTrue();
        });
    List<String> ids = new ArrayList<>();
    CommittedTopic.forEach(
        kafka,
        Topic.TRANSACTIONS,
        record -> {
          if (places.contains(Accounting.place(record))) {
            ids.add(id(record.value()));
          }
        });
    return ids;
  }

  private static String id(byte[] transaction) {
    try {
      return TransactionJson.decode(transaction).transactionId();
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
  }
}
