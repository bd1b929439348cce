package io.harrier.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @Test
  void isTheClocksWhereTransactionsAreOfToday() {
    assertThat(StreamTime.behind(List.of(), CLOCK)).isEmpty();
    assertThat(
            StreamTime.behind(
                List.of(
                    decision(NOW.minusSeconds(90_000), 0), decision(NOW.minusSeconds(3_500), 1)),
                CLOCK))
        .isEmpty();
  }

  @Test
  void goesAsFastAsThePastIsReplayed() {
    Instant reached = NOW.minus(Duration.ofDays(30));

    StreamTime time =
        StreamTime.behind(
                List.of(decision(reached.minusSeconds(100), 0), decision(reached, 2_000)), CLOCK)
            .orElseThrow();

    assertThat(time.newest()).isEqualTo(reached);
    assertThat(time.speed()).isEqualTo(50);
    assertThat(time.lasting(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(100));
    assertThat(time.clock(CLOCK).instant()).isEqualTo(reached);
  }

  @Test
  void isNeverSlowerThanTheClock() {
    Instant reached = NOW.minus(Duration.ofDays(30));

    assertThat(StreamTime.behind(List.of(decision(reached, 0)), CLOCK).orElseThrow().speed())
        .isEqualTo(1);
  }

  private static Decision decision(Instant eventTime, long decidedAt) {
    return new Decision(
        "d", "t", "u", Outcome.ALLOW, 0, List.of(), "r@1", eventTime.toEpochMilli(), decidedAt);
  }
}
