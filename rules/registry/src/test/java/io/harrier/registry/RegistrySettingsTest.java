package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final RegistrySettings SETTINGS =
      new RegistrySettings(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofDays(7));

  @Test
  void theLeadGrowsByWhatIsLeftOfTheLoading() {
    assertThat(SETTINGS.leadOf(Optional.empty(), NOW)).hasMillis(2_500);
    assertThat(SETTINGS.leadOf(Optional.of(NOW.minusMillis(300)), NOW)).hasMillis(2_200);
    assertThat(SETTINGS.leadOf(Optional.of(NOW.minusSeconds(2)), NOW)).hasMillis(500);
    assertThat(SETTINGS.leadOf(Optional.of(NOW.minusSeconds(3600)), NOW)).hasMillis(500);
  }

  @Test
  void refusesATimeThatIsNegative() {
    assertThatThrownBy(
            () -> new RegistrySettings(Duration.ofMillis(-1), Duration.ZERO, Duration.ZERO))
        .hasMessageContaining("must not be negative");
  }
}
