package io.harrier.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.alerting.notification.WebhookSettings;
import io.harrier.alerting.postgres.PostgresSettings;
import io.harrier.alerting.standing.StandingSettings;
import io.harrier.model.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class AlertingSettingsTest {

  @Test
  void defaults() {
    AlertingSettings settings = AlertingSettings.parse();

    assertThat(settings.kafka())
        .isEqualTo(
            new KafkaSettings(
                "localhost:9092", "harrier-alerting", Map.of(), KafkaSettings.StartFrom.EARLIEST));
    assertThat(settings.postgres().url()).isEqualTo("jdbc:postgresql://localhost:5432/harrier");
    assertThat(settings.postgres().batchSize()).isEqualTo(200);
    assertThat(settings.postgres().batchInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.standing().expiry()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.cases())
        .isEqualTo(new CaseSettings(Duration.ofMinutes(10), Duration.ofDays(2), Severity.HIGH));
    assertThat(settings.webhook()).isEmpty();
    assertThat(settings.runtime())
        .isEqualTo(new RuntimeSettings(Duration.ofMillis(500), 128, Duration.ofSeconds(10)));
  }

  @Test
  void everyOption() {
    AlertingSettings settings =
        AlertingSettings.parse(
            "--kafka=k:1,l:2",
            "--kafka-group=g",
            "--kafka-property=security.protocol=SSL",
            "--kafka-property=client.rack=r",
            "--decisions-from=latest",
            "--postgres=jdbc:postgresql://p/db",
            "--postgres-user=me",
            "--postgres-password=pw",
            "--batch-size=7",
            "--batch-interval=30ms",
            "--redis=rediss://r:1",
            "--standing-expiry=1h",
            "--standing-pending=5",
            "--standing-in-flight=3",
            "--suppression=0ms",
            "--case-retention=72h",
            "--webhook=https://example.org/hook",
            "--webhook-secret=s",
            "--webhook-severity=critical",
            "--webhook-timeout=1s",
            "--webhook-give-up-after=2min",
            "--webhook-pending=9",
            "--checkpoint-interval=1s",
            "--max-parallelism=64",
            "--restart-backoff=3s");

    assertThat(settings)
        .isEqualTo(
            new AlertingSettings(
                new KafkaSettings(
                    "k:1,l:2",
                    "g",
                    Map.of("security.protocol", "SSL", "client.rack", "r"),
                    KafkaSettings.StartFrom.LATEST),
                new PostgresSettings(
                    "jdbc:postgresql://p/db", "me", "pw", 7, Duration.ofMillis(30)),
                new StandingSettings("rediss://r:1", Duration.ofHours(1), 5, 3),
                new CaseSettings(Duration.ZERO, Duration.ofDays(3), Severity.CRITICAL),
                Optional.of(
                    new WebhookSettings(
                        URI.create("https://example.org/hook"),
                        "s",
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2),
                        9)),
                new RuntimeSettings(Duration.ofSeconds(1), 64, Duration.ofSeconds(3))));
  }

  @ParameterizedTest
  @CsvSource({
    "--postgres=mysql://x, --postgres",
    "--redis=localhost:6379, --redis",
    "--batch-size=0, --batch-size",
    "--batch-interval=0ms, --batch-interval",
    "--case-retention=5min, --case-retention",
    "--max-parallelism=40000, --max-parallelism",
    "--webhook=ftp://x, --webhook",
    "--webhook=https://x/y, --webhook-secret",
    "--webhook-severity=SEVERE, --webhook-severity",
    "--checkpoint-interval=soon, --checkpoint-interval",
    "--no-such-option, --no-such-option",
  })
  void refusesWhatIsWrongByName(String argument, String named) {
    assertThatThrownBy(() -> AlertingSettings.parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(named);
  }

  @Test
  void secretsAreNotPrinted() {
    AlertingSettings settings =
        AlertingSettings.parse(
            "--postgres-password=hush",
            "--redis=redis://hush@localhost",
            "--webhook=https://example.org",
            "--webhook-secret=hush",
            "--kafka-property=sasl.jaas.config=hush");

    assertThat(settings.toString()).doesNotContain("hush");
  }

  @Test
  void everyOptionIsDescribed() {
    assertThat(AlertingOptions.commandLine().getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }
}
