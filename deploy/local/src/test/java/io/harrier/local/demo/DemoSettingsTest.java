package io.harrier.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.model.RejectReason;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.truth.Typology;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoSettingsTest {
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

  @ParameterizedTest
  @CsvSource({"500,19,at least 20 s", "100,60,too few", "0,60,must be positive"})
  void whatIsTooShortForADemoIsRefused(double rate, long seconds, String message) {
    assertThatThrownBy(() -> new DemoSettings(1, rate, Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"500,20", "500,40", "250,40", "500,60"})
  void theShortestDemoShowsEveryKindOfFraudAndOfBadInput(double rate, long seconds) {
    for (long seed = 1; seed <= 10; seed++) {
      SimulationSettings settings =
          new DemoSettings(seed, rate, Duration.ofSeconds(seconds)).simulation(NOW);
      Simulation simulation = Simulation.of(settings);
      simulation.forEachRemaining(record -> {});

      assertThat(simulation.tally().episodes())
          .as("seed %d", seed)
          .hasSize(Typology.values().length);
      assertThat(simulation.tally().malformed())
          .as("seed %d", seed)
          .hasSize(RejectReason.values().length);
    }
  }

  @Test
  void aLongDemoHasTheUsualShareOfFraud() {
    SimulationSettings usual = SimulationSettings.sized(NOW, 7, 500, Duration.ofMinutes(5));

    assertThat(new DemoSettings(7, 500, Duration.ofMinutes(5)).simulation(NOW)).isEqualTo(usual);
  }
}
