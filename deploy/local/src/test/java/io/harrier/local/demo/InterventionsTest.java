package io.harrier.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterventionsTest {
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
  private static final Intervention MADE = Intervention.made("a change", NOW);
  private static final Intervention EFFECTIVE =
      MADE.tookEffect("an alert", NOW.toEpochMilli() + 1_500);

  @Test
  void saysWhenAChangeTookEffect() {
    assertThat(MADE.brief()).isEqualTo("a change; no effect yet");
    assertThat(EFFECTIVE.brief()).isEqualTo("a change; took effect after 1,500 ms");
  }

  @Test
  void everyChangeMustBeMadeAndTakeEffect() {
    assertThat(Interventions.problems(Optional.of(EFFECTIVE), Optional.of(EFFECTIVE))).isEmpty();
    assertThat(Interventions.problems(Optional.of(MADE), Optional.of(EFFECTIVE)))
        .containsExactly("a change, and that took no effect");
    assertThat(Interventions.problems(Optional.of(EFFECTIVE), Optional.of(MADE)))
        .containsExactly("a change, and that took no effect");
    assertThat(Interventions.problems(Optional.empty(), Optional.empty()))
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("no "));
  }

  @Test
  void aReleaseDecidesAfterTheLead() {
    assertThat(RuleChange.activation(NOW, 3_600, NOW.plus(Duration.ofDays(30))))
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60_000, 3_600_000})
  void aReleaseAlwaysDecidesBeforeTheEnd(long left) {
    Instant end = NOW.plusMillis(left);

    assertThat(RuleChange.activation(NOW, 1_000_000, end)).isBefore(end).isAfterOrEqualTo(NOW);
  }
}
