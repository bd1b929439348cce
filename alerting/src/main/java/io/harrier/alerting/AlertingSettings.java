package io.harrier.alerting;

import io.harrier.alerting.notification.WebhookSettings;
import io.harrier.alerting.postgres.PostgresSettings;
import io.harrier.alerting.standing.StandingSettings;
import java.util.Optional;

/** Everything the job can be told, validated. */
public record AlertingSettings(
    KafkaSettings kafka,
    PostgresSettings postgres,
    StandingSettings standing,
    CaseSettings cases,
    Optional<WebhookSettings> webhook,
    RuntimeSettings runtime) {

  /**
   * Reads the options of {@link AlertingOptions}.
   *
   * @throws picocli.CommandLine.ParameterException if an option is unknown, or a value is not what
   *     it must be; the message names it
   */
  public static AlertingSettings parse(String... arguments) {
    return AlertingOptions.parse(arguments).settings();
  }
}
