package io.harrier.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.truth.Typology;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterventionsTest {
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
  private static final Intervention MADE = Intervention.made("a change", NOW);
  private static final Intervention EFFECTIVE =
      MADE.tookEffect("an alert", NOW.toEpochMilli() + 1_500);

  @Test
  void saysWhenAChangeTookEffect() {
    assertThat(MADE.sentence()).isEqualTo("a change; no effect yet");
    assertThat(EFFECTIVE.sentence()).isEqualTo("a change; took effect after 1,500 ms: an alert");
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

  @ParameterizedTest
  @CsvSource({"500,19,at least 20 s", "100,60,too few", "0,60,must be positive"})
  void whatIsTooShortForADemoIsRefused(double rate, long seconds, String message) {
    assertThatThrownBy(() -> new DemoSettings(1, rate, Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"500,20", "500,40", "250,40", "500,60"})
  void theShortestDemoShowsEveryKindOfFraud(double rate, long seconds) {
    for (long seed = 1; seed <= 10; seed++) {
      SimulationSettings settings =
          new DemoSettings(seed, rate, Duration.ofSeconds(seconds)).simulation(NOW);
      Simulation simulation = Simulation.of(settings);
      simulation.forEachRemaining(record -> {});

      assertThat(simulation.tally().episodes())
          .as("seed %d", seed)
          .hasSize(Typology.values().length);
    }
  }

  @Test
  void aLongDemoHasTheUsualShareOfFraud() {
    SimulationSettings usual = SimulationSettings.sized(NOW, 7, 500, Duration.ofMinutes(5));

    assertThat(new DemoSettings(7, 500, Duration.ofMinutes(5)).simulation(NOW)).isEqualTo(usual);
  }
}
