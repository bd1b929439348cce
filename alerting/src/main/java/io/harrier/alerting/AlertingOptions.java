package io.harrier.alerting;

import io.harrier.alerting.notification.WebhookSettings;
import io.harrier.alerting.postgres.PostgresSettings;
import io.harrier.alerting.standing.StandingSettings;
import io.harrier.model.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the job, their defaults, and what they must be. */
@Command(
    name = "harrier-alerting",
    description = "Files alerts as cases in PostgreSQL, and keeps each user's standing in Redis.",
    sortOptions = false,
    showDefaultValues = true,
    mixinStandardHelpOptions = true)
public final class AlertingOptions {
  @Spec private CommandSpec spec;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Bootstrap servers of Kafka, separated by commas.")
  private String kafka;

  @Option(
      names = "--kafka-group",
      paramLabel = "NAME",
      defaultValue = KafkaSettings.DEFAULT_GROUP,
      description = "Consumer group under which the job's progress can be watched.")
  private String kafkaGroup;

  @Option(
      names = "--kafka-property",
      paramLabel = "KEY=VALUE",
      description = "Another property of the Kafka clients, such as those for TLS. Repeatable.")
  private Map<String, String> kafkaProperties = new LinkedHashMap<>();

  @Option(
      names = "--decisions-from",
      paramLabel = "earliest|latest",
      defaultValue = "earliest",
      description = "Where a job without a checkpoint starts to read decisions.")
  private KafkaSettings.StartFrom decisionsFrom;

  @Option(
      names = "--postgres",
      paramLabel = "JDBC-URL",
      defaultValue = "jdbc:postgresql://localhost:5432/harrier",
      description = "The database with the schema fraud.")
  private String postgres;

  @Option(
      names = "--postgres-user",
      paramLabel = "NAME",
      defaultValue = "${env:HARRIER_POSTGRES_USER:-" + Option.NULL_VALUE + "}",
      description = "User, unless the URL names it. Also HARRIER_POSTGRES_USER.")
  private String postgresUser;

  @Option(
      names = "--postgres-password",
      paramLabel = "PASSWORD",
      defaultValue = "${env:HARRIER_POSTGRES_PASSWORD:-" + Option.NULL_VALUE + "}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Password. Better given as HARRIER_POSTGRES_PASSWORD.")
  private String postgresPassword;

  @Option(
      names = "--batch-size",
      paramLabel = "ROWS",
      defaultValue = "200",
      description = "Rows that are written to PostgreSQL at once, at most.")
  private int batchSize;

  @Option(
      names = "--batch-interval",
      paramLabel = "TIME",
      defaultValue = "100ms",
      description = "How long a row waits for others before it is written.")
  private Duration batchInterval;

  @Option(
      names = "--redis",
      paramLabel = "URI",
      defaultValue = "${env:HARRIER_REDIS:-redis://localhost:6379}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Redis, as redis://[password@]host[:port]; by default HARRIER_REDIS or"
              + " redis://localhost:6379.")
  private String redis;

  @Option(
      names = "--standing-expiry",
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "How long a user's standing outlives the last decision.")
  private Duration standingExpiry;

  @Option(
      names = "--standing-pending",
      paramLabel = "USERS",
      defaultValue = "10000",
      description =
          "Standings held for a slow or absent Redis, by each task; beyond it the oldest are"
              + " dropped and counted.")
  private int standingPending;

  @Option(
      names = "--standing-in-flight",
      paramLabel = "WRITES",
      defaultValue = "512",
      description = "Writes to Redis that are under way at once, by each task.")
  private int standingInFlight;

  @Option(
      names = "--suppression",
      paramLabel = "TIME",
      defaultValue = "10min",
      description =
          "How long, in event time, a rule that has alerted on a user stays quiet; 0ms suppresses"
              + " nothing.")
  private Duration suppression;

  @Option(
      names = "--case-retention",
      paramLabel = "TIME",
      defaultValue = "48h",
      description =
          "How long, in event time and by the clock, a user's cases are remembered after the last"
              + " alert; longer than the case gap of the detection job.")
  private Duration caseRetention;

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Told about every new case by a POST. Off unless given.")
  private URI webhook;

  @Option(
      names = "--webhook-secret",
      paramLabel = "SECRET",
      defaultValue = "${env:HARRIER_WEBHOOK_SECRET:-" + Option.NULL_VALUE + "}",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Signs what the webhook receives. Better given as HARRIER_WEBHOOK_SECRET.")
  private String webhookSecret;

  @Option(
      names = "--webhook-severity",
      paramLabel = "SEVERITY",
      defaultValue = "HIGH",
      description = "The severity from which a case is notified: ${COMPLETION-CANDIDATES}.")
  private Severity webhookSeverity;

  @Option(
      names = "--webhook-timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "How long one attempt may take.")
  private Duration webhookTimeout;

  @Option(
      names = "--webhook-give-up-after",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "How long an undelivered notification is retried.")
  private Duration webhookGiveUpAfter;

  @Option(
      names = "--webhook-pending",
      paramLabel = "CASES",
      defaultValue = "1000",
      description = "Notifications held while they cannot be delivered, by each task.")
  private int webhookPending;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      defaultValue = "500ms",
      description = "How often progress is made durable.")
  private Duration checkpointInterval;

  @Option(
      names = "--max-parallelism",
      paramLabel = "N",
      defaultValue = "128",
      description = "Bound of the parallelism, fixed for the life of the job's state.")
  private int maxParallelism;

  @Option(
      names = "--restart-backoff",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "The longest pause before the job restarts after a failure.")
  private Duration restartBackoff;

  @Option(
      names = "--describe",
      description =
          "Prints, as one line of JSON, what the job is with these options: its version, its"
              + " operators and the formats of its state; submits nothing.")
  private boolean describe;

  private AlertingOptions() {}

  static AlertingOptions parse(String... arguments) {
    AlertingOptions options = new AlertingOptions();
    commandLine(options).parseArgs(arguments);
    return options;
  }

  /** The command line that {@link #parse} uses; for help texts and the documentation. */
  public static CommandLine commandLine() {
    return commandLine(new AlertingOptions());
  }

  private static CommandLine commandLine(AlertingOptions options) {
    return new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, TimeUtils::parseDuration);
  }

  /** Prints the help, or the version, if it was asked for. */
  boolean printsHelp() {
    return CommandLine.printHelpIfRequested(spec.commandLine().getParseResult());
  }

  /** Whether the job is to be described, and not submitted. */
  boolean describes() {
    return describe;
  }

  AlertingSettings settings() {
    require(!kafka.isBlank(), "--kafka", "names a server");
    require(postgres.startsWith("jdbc:postgresql:"), "--postgres", "starts with jdbc:postgresql:");
    requirePositive(batchSize, "--batch-size");
    requirePositive(batchInterval, "--batch-interval");
    require(
        redis.startsWith("redis://") || redis.startsWith("rediss://"),
        "--redis",
        "starts with redis:// or rediss://");
    requirePositive(standingExpiry, "--standing-expiry");
    requirePositive(standingPending, "--standing-pending");
    requirePositive(standingInFlight, "--standing-in-flight");
    require(!suppression.isNegative(), "--suppression", "is not negative");
    requirePositive(caseRetention, "--case-retention");
    require(
        caseRetention.compareTo(suppression) > 0,
        "--case-retention",
        "is longer than --suppression");
    requirePositive(checkpointInterval, "--checkpoint-interval");
    require(maxParallelism >= 1 && maxParallelism <= 32768, "--max-parallelism", "is 1 to 32768");
    requirePositive(restartBackoff, "--restart-backoff");
    return new AlertingSettings(
        new KafkaSettings(kafka, kafkaGroup, kafkaProperties, decisionsFrom),
        new PostgresSettings(postgres, postgresUser, postgresPassword, batchSize, batchInterval),
        new StandingSettings(redis, standingExpiry, standingPending, standingInFlight),
        new CaseSettings(suppression, caseRetention, webhookSeverity),
        webhookSettings(),
        new RuntimeSettings(checkpointInterval, maxParallelism, restartBackoff));
  }

  private Optional<WebhookSettings> webhookSettings() {
    if (webhook == null) {
      return Optional.empty();
    }
    require(
        "http".equals(webhook.getScheme()) || "https".equals(webhook.getScheme()),
        "--webhook",
        "starts with http:// or https://");
    require(webhook.getHost() != null, "--webhook", "names a host");
    require(
        webhookSecret != null && !webhookSecret.isBlank(),
        "--webhook-secret",
        "is given when --webhook is: receivers verify signatures");
    requirePositive(webhookTimeout, "--webhook-timeout");
    requirePositive(webhookGiveUpAfter, "--webhook-give-up-after");
    requirePositive(webhookPending, "--webhook-pending");
    return Optional.of(
        new WebhookSettings(
            webhook, webhookSecret, webhookTimeout, webhookGiveUpAfter, webhookPending));
  }

  private void requirePositive(Duration value, String option) {
    require(!value.isNegative() && !value.isZero(), option, "is longer than 0");
  }

  private void requirePositive(int value, String option) {
    require(value > 0, option, "is at least 1");
  }

  private void require(boolean condition, String option, String rule) {
    if (!condition) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Invalid value for %s: a valid one %s".formatted(option, rule));
    }
  }
}
