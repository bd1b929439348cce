package io.harrier.reference;

import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.postgresql.Driver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What capturing needs to know.
 *
 * @param postgres JDBC URL of the database that holds the schema {@code fraud}, user included
 * @param postgresPassword {@code null} if none is needed or the URL has it
 * @param kafka bootstrap servers of the cluster to publish to
 * @param slot replication slot in Postgres; one for each running capture
 * @param publication publication in Postgres that holds the captured tables and the heartbeat
 * @param riskScoresTopic compacted topic of the scores
 * @param releasesTopic compacted topic of the releases
 * @param entityListsTopic compacted topic of the lists
 * @param offsetsTopic compacted topic in which the position in the log is kept
 * @param replicationFactor of topics that are created here; -1 for the broker's default
 * @param heartbeat how often the capture proves that it works, and lets Postgres free its log
 * @param pollInterval how long changes are collected before they are published
 */
public record ReferenceDataSettings(
    String postgres,
    String postgresPassword,
    String kafka,
    String slot,
    String publication,
    String riskScoresTopic,
    String releasesTopic,
    String entityListsTopic,
    String offsetsTopic,
    short replicationFactor,
    Duration heartbeat,
    Duration pollInterval) {
  /** The replication slot where no other is given. */
  public static final String DEFAULT_SLOT = "harrier_reference";

  /** The topic of positions where no other is given. */
  public static final String DEFAULT_OFFSETS_TOPIC = "reference.offsets";

  public ReferenceDataSettings {
    Objects.requireNonNull(postgres, "postgres");
    Objects.requireNonNull(kafka, "kafka");
    require(
        Driver.parseURL(postgres, null) != null,
        "--postgres: '%s' is no JDBC URL such as jdbc:postgresql://host:5432/harrier?user=harrier",
        postgres);
    require(
        slot.matches("[a-z0-9_]{1,63}"),
        "--slot: '%s' is no name of a replication slot (lower-case letters, digits, underscore)",
        slot);
    requirePositive("--heartbeat", heartbeat);
    requirePositive("--poll-interval", pollInterval);
  }

  /** Settings for these servers, with the defaults for everything else. */
  public static ReferenceDataSettings of(String postgres, String kafka) {
    return parse("--postgres", postgres, "--kafka", kafka);
  }

  /**
   * Reads the settings from command line options.
   *
   * @throws ParameterException if an option is unknown, missing or wrong; the message says which
   * @throws IllegalArgumentException if a value is out of range; the message says which
   */
  public static ReferenceDataSettings parse(String... arguments) {
    Options options = new Options();
    new CommandLine(options).parseArgs(arguments);
    return options.settings();
  }

  /** The options, with their names, defaults and descriptions. */
  public static CommandLine.Model.CommandSpec commandSpec() {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(new Options());
  }

  private static void require(boolean condition, String message, String value) {
    if (!condition) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }

  private static void requirePositive(String option, Duration duration) {
    String text = duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    require(duration.toMillis() > 0, option + ": %s is not a positive time", text);
  }

  /** The options with their names, defaults and descriptions, also for help and for the docs. */
  @Command(
      name = "reference-data",
      mixinStandardHelpOptions = true,
      description =
          "Publishes risk scores, releases and lists from Postgres to compacted Kafka topics.",
      showDefaultValues = true,
      sortOptions = false)
  static final class Options {
    @Option(
        names = "--postgres",
        required = true,
        paramLabel = "URL",
        description = "JDBC URL of the database, with the user.")
    private String postgres;

    @Option(
        names = "--postgres-password",
        defaultValue = "${env:HARRIER_POSTGRES_PASSWORD}",
        showDefaultValue = CommandLine.Help.Visibility.NEVER,
        paramLabel = "PASSWORD",
        description = "Better given in the environment, as HARRIER_POSTGRES_PASSWORD.")
    private String postgresPassword;

    @Option(
        names = "--kafka",
        required = true,
        paramLabel = "HOST:PORT",
        description = "Bootstrap servers of Kafka.")
    private String kafka;

    @Option(
        names = "--slot",
        defaultValue = DEFAULT_SLOT,
        paramLabel = "NAME",
        description = "Replication slot in Postgres; created if missing.")
    private String slot;

    @Option(
        names = "--publication",
        defaultValue = "harrier_reference",
        paramLabel = "NAME",
        description = "Publication in Postgres; must exist.")
    private String publication;

    @Option(
        names = "--risk-scores-topic",
        paramLabel = "TOPIC",
        description = "Compacted topic of the risk scores (default: reference.risk-scores).")
    private String riskScoresTopic = Topic.RISK_SCORES.topicName();

    @Option(
        names = "--releases-topic",
        paramLabel = "TOPIC",
        description = "Compacted topic of the releases (default: reference.releases).")
    private String releasesTopic = Topic.RELEASES.topicName();

    @Option(
        names = "--entity-lists-topic",
        paramLabel = "TOPIC",
        description = "Compacted topic of the lists (default: reference.entity-lists).")
    private String entityListsTopic = Topic.ENTITY_LISTS.topicName();

    @Option(
        names = "--offsets-topic",
        defaultValue = DEFAULT_OFFSETS_TOPIC,
        paramLabel = "TOPIC",
        description = "Compacted topic that keeps the position in Postgres' log.")
    private String offsetsTopic;

    @Option(
        names = "--replication-factor",
        defaultValue = "-1",
        paramLabel = "N",
        description = "Of topics that are created; -1: the broker's default.")
    private short replicationFactor;

    @Option(
        names = "--heartbeat",
        defaultValue = "5s",
        converter = DurationConverter.class,
        paramLabel = "DURATION",
        description = "Between two proofs of life, which also let Postgres free its log.")
    private Duration heartbeat;

    @Option(
        names = "--poll-interval",
        defaultValue = "0.02s",
        converter = DurationConverter.class,
        paramLabel = "DURATION",
        description = "How long changes are collected before they are published.")
    private Duration pollInterval;

    ReferenceDataSettings settings() {
      String password =
          postgresPassword == null || postgresPassword.isEmpty() ? null : postgresPassword;
      return new ReferenceDataSettings(
          postgres,
          password,
          kafka,
          slot,
          publication,
          riskScoresTopic,
          releasesTopic,
          entityListsTopic,
          offsetsTopic,
          replicationFactor,
          heartbeat,
          pollInterval);
    }
  }

  /** {@code 5s}, {@code 0.2s}, {@code 1m30s}, or ISO 8601 such as {@code PT5S}. */
  static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Duration.parse(text.startsWith("P") ? text : "PT" + text);
    }
  }
}
