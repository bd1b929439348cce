package io.harrier.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.detection.commit.LostTransactions;
import io.harrier.detection.evaluate.RuleBudget;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.engine.signature.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;

class DetectionSettingsTest {
  @TempDir Path directory;

  @Test
  void defaults() {
    DetectionSettings settings =
        DetectionSettings.parse(
            "--bootstrap-servers", "kafka:9092", "--unsigned-releases", "accept");

    assertThat(settings.kafka().input()).containsOnlyKeys("bootstrap.servers");
    assertThat(settings.kafka().output()).isEqualTo(settings.kafka().input());
    assertThat(settings.kafka().transactionTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.kafka().lostTransactions()).isEqualTo(LostTransactions.STOP);
    assertThat(settings.runtime())
        .isEqualTo(new RuntimeSettings(0, 720, Duration.ofMillis(500), Duration.ofMillis(5)));
    assertThat(settings.operator().evaluation()).isEqualTo(EvaluationSettings.DEFAULT);
    assertThat(settings.operator().stateRetention()).isEqualTo(Duration.ofDays(400));
  }

  @Test
  void everyOptionIsRead() throws IOException {
    KeyFile.writePublic(directory.resolve("key.pem"), KeyFile.generate().getPublic());
    DetectionSettings settings =
        DetectionSettings.parse(
            "--bootstrap-servers=a:1,b:2",
            "--output-bootstrap-servers=c:3",
            "--kafka-property=security.protocol=SSL",
            "--group-id=g",
            "--transactional-id-prefix=p",
            "--transaction-timeout=7d",
            "--lost-transactions=accept",
            "--decision-linger=3ms",
            "--max-rejected-bytes=1000",
            "--out-of-orderness=4s",
            "--idleness=6s",
            "--future-tolerance=7min",
            "--watermark-interval=8ms",
            "--activity-lateness=9min",
            "--allowed-lateness=10s",
            "--late=drop",
            "--deduplication-horizon=11h",
            "--max-events-per-user=12",
            "--max-open-matches-per-user=13",
            "--case-gap=14h",
            "--state-retention=15d",
            "--max-held=16",
            "--kept-releases=17",
            "--release-keys=" + directory.resolve("key.pem"),
            "--reference-quiet=18s",
            "--rule-budget=250micro",
            "--rule-alert-share=0.25",
            "--parallelism=19",
            "--max-parallelism=20",
            "--checkpoint-interval=21ms",
            "--buffer-timeout=22ms");

    assertThat(settings.kafka().input())
        .containsEntry("bootstrap.servers", "a:1,b:2")
        .containsEntry("security.protocol", "SSL");
    assertThat(settings.kafka().output())
        .containsEntry("bootstrap.servers", "c:3")
        .containsEntry("security.protocol", "SSL");
    assertThat(settings.kafka().groupId()).isEqualTo("g");
    assertThat(settings.kafka().transactionalIdPrefix()).isEqualTo("p");
    assertThat(settings.kafka().transactionTimeout()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.kafka().lostTransactions()).isEqualTo(LostTransactions.ACCEPT);
    assertThat(settings.kafka().decisionLinger()).isEqualTo(Duration.ofMillis(3));
    assertThat(settings.kafka().maxRejectedBytes()).isEqualTo(1000);
    assertThat(settings.time())
        .isEqualTo(
            new TimeSettings(
                Duration.ofSeconds(4),
                Duration.ofSeconds(6),
                Duration.ofMinutes(7),
                Duration.ofMillis(8),
                Duration.ofMinutes(9)));
    assertThat(settings.operator().evaluation())
        .isEqualTo(
            new EvaluationSettings(
                Duration.ofSeconds(10),
                LateStrategy.DROP,
                Duration.ofHours(11),
                12,
                13,
                Duration.ofHours(14)));
    assertThat(settings.operator().stateRetention()).isEqualTo(Duration.ofDays(15));
    assertThat(settings.operator().maxHeld()).isEqualTo(16);
    assertThat(settings.operator().keptReleases()).isEqualTo(17);
    assertThat(settings.operator().referenceQuiet()).isEqualTo(Duration.ofSeconds(18));
    assertThat(settings.operator().ruleBudget())
        .isEqualTo(RuleBudget.of(Duration.ofNanos(250_000), 0.25));
    assertThat(settings.releaseTrust()).hasToString("only signed releases are loaded");
    assertThat(settings.runtime())
        .isEqualTo(new RuntimeSettings(19, 20, Duration.ofMillis(21), Duration.ofMillis(22)));
  }

  @ParameterizedTest
  @CsvSource({
    "--max-held=0, --max-held must be positive",
    "--checkpoint-interval=0ms, --checkpoint-interval must be at least 1 ms",
    "--max-parallelism=40000, --max-parallelism",
    "--late=later, --late",
    "--idleness=soon, 'soon' is not a duration",
    "--state-retention=1h, --state-retention must not be shorter than --deduplication-horizon",
    "--rule-alert-share=0, --rule-alert-share must be above 0",
    "--nonsense=1, --nonsense",
    "--release-keys=/gone.pem, exclude each other",
  })
  void whatIsWrongIsNamed(String option, String message) {
    assertThatThrownBy(
            () ->
                DetectionSettings.parse(
                    "--bootstrap-servers=k:1", "--unsigned-releases=accept", option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aJobThatCannotTellWhoseReleasesItLoadsIsNotSubmitted() throws IOException {
    assertThatThrownBy(() -> DetectionSettings.parse("--bootstrap-servers=k:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--release-keys")
        .hasMessageContaining("--unsigned-releases=accept");
    Path broken = directory.resolve("broken.pem");
    Files.writeString(broken, "no key");
    assertThatThrownBy(
            () -> DetectionSettings.parse("--bootstrap-servers=k:1", "--release-keys=" + broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.pem");
  }

  @Test
  void kafkaIsRequired() {
    assertThatThrownBy(DetectionSettings::parse)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--bootstrap-servers");
  }

  @Test
  void everyOptionIsDescribed() {
    assertThat(DetectionSettings.commandSpec().options())
        .allSatisfy((OptionSpec option) -> assertThat(option.description()).isNotEmpty());
  }
}
