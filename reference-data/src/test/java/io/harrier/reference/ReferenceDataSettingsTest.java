package io.harrier.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReferenceDataSettingsTest {
  private static final String POSTGRES = "jdbc:postgresql://db.example:5433/fraud?user=harrier";

  @Test
  void hasDefaultsForEverythingButTheServers() {
    ReferenceDataSettings settings = ReferenceDataSettings.of(POSTGRES, "kafka:9092");
    assertThat(settings)
        .isEqualTo(
            new ReferenceDataSettings(
                POSTGRES,
                null,
                "kafka:9092",
                "harrier_reference",
                "harrier_reference",
                "reference.risk-scores",
                "reference.releases",
                "reference.entity-lists",
                "reference.offsets",
                (short) -1,
                Duration.ofSeconds(5),
                Duration.ofMillis(20)));
  }

  @ParameterizedTest
  @CsvSource({"5s,5000", "0.2s,200", "1m30s,90000", "PT1S,1000"})
  void readsDurations(String text, long millis) {
    ReferenceDataSettings settings =
        ReferenceDataSettings.parse(
            "--postgres", POSTGRES, "--kafka", "kafka:9092", "--heartbeat", text);
    assertThat(settings.heartbeat()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "--heartbeat,0s,--heartbeat",
    "--slot,Not-A-Slot,--slot",
    "--postgres,http://db.example,--postgres"
  })
  void saysWhichValueIsWrong(String option, String value, String named) {
    assertThatThrownBy(
            () ->
                ReferenceDataSettings.parse(
                    "--kafka",
                    "kafka:9092",
                    option.equals("--postgres") ? "--releases-topic" : "--postgres",
                    POSTGRES,
                    option,
                    value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named)
        .hasMessageContaining(value);
  }

  @Test
  void wantsTheServers() {
    assertThatThrownBy(() -> ReferenceDataSettings.parse("--kafka", "kafka:9092"))
        .isInstanceOf(CommandLine.ParameterException.class)
        .hasMessageContaining("--postgres");
  }

  @Test
  void passesTheConnectionOnToTheEngine() {
    ReferenceDataSettings settings =
        ReferenceDataSettings.of(POSTGRES + "&sslmode=require", "kafka:9092");
    assertThat(EngineProperties.of(settings, "lineage"))
        .containsEntry("database.hostname", "db.example")
        .containsEntry("database.port", "5433")
        .containsEntry("database.dbname", "fraud")
        .containsEntry("database.user", "harrier")
        .containsEntry("database.sslmode", "require")
        .doesNotContainKey("database.password");
  }
}
