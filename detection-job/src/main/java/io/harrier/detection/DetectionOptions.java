package io.harrier.detection;

import io.harrier.detection.evaluate.OperatorSettings;
import io.harrier.detection.evaluate.RuleBudget;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the job, as they are written on its command line. */
@Command(
    name = "detection-job",
    description = "Decides transactions.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false)
final class DetectionOptions {

  @Mixin private final KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--out-of-orderness",
      defaultValue = "2s",
      description =
          "How far a partition of transactions may be out of order before timers fire; decisions"
              + " never wait for it.")
  Duration outOfOrderness;

  @Option(
      names = "--idleness",
      defaultValue = "30s",
      description = "After which silence a partition no longer holds back the time of the others.")
  Duration idleness;

  @Option(
      names = "--future-tolerance",
      defaultValue = "5min",
      description = "How far ahead of the clock an event time may be; beyond it is bad input.")
  Duration futureTolerance;

  @Option(
      names = "--watermark-interval",
      defaultValue = "50ms",
      description = "How often watermarks are made.")
  Duration watermarkInterval;

  @Option(
      names = "--activity-lateness",
      defaultValue = "5min",
      description = "How late a transaction may be and still be counted in its minute of activity.")
  Duration activityLateness;

  @Option(
      names = "--allowed-lateness",
      defaultValue = "1min",
      description = "How far behind its user's newest one a transaction may be.")
  Duration allowedLateness;

  @Option(
      names = "--late",
      defaultValue = "SIDE_OUTPUT",
      description =
          "What happens to a transaction that is later: ${COMPLETION-CANDIDATES}. Only an evaluated"
              + " one gets a decision.")
  LateStrategy lateStrategy;

  @Option(
      names = "--deduplication-horizon",
      defaultValue = "24h",
      description = "How long a transaction id is remembered, in event time.")
  Duration deduplicationHorizon;

  @Option(
      names = "--max-events-per-user",
      defaultValue = "256",
      description = "How many transactions of a user are kept exactly.")
  int maxEventsPerUser;

  @Option(
      names = "--max-open-matches-per-user",
      defaultValue = "32",
      description = "How many open matches of one pattern a user may have.")
  int maxOpenMatchesPerUser;

  @Option(
      names = "--case-gap",
      defaultValue = "24h",
      description = "The longest silence between two alerts of one case, in event time.")
  Duration caseGap;

  @Option(
      names = "--user-cache-bytes",
      description =
          "About how much memory of a subtask the users seen last may take; what is known of"
              + " others is read from the state. Without it a quarter of the TaskManager's heap,"
              + " divided by its slots.")
  Long userCacheBytes;

  @Option(
      names = "--state-retention",
      defaultValue = "400d",
      description =
          "How long after the newest transaction a user is remembered, in event time: longer than"
              + " any window or dormancy that a rule asks for.")
  Duration stateRetention;

  @Option(
      names = "--max-held",
      defaultValue = "100000",
      description =
          "How many transactions a subtask holds until the reference data is there; beyond it the"
              + " job fails.")
  int maxHeld;

  @Option(
      names = "--kept-releases",
      defaultValue = "3",
      description = "Of how many active releases the bundles are kept and loaded.")
  int keptReleases;

  @Mixin private final ReleaseTrustOptions releaseTrust = new ReleaseTrustOptions();

  @Option(
      names = "--reference-quiet",
      defaultValue = "5s",
      description =
          "How long the job waits at start-up for reference records that Kafka has offsets for but"
              + " may never deliver.")
  Duration referenceQuiet;

  @Option(
      names = "--rule-budget",
      defaultValue = "100micro",
      description =
          "What a rule's condition may take on one transaction; one that takes longer, again and"
              + " again, is switched off and reported on the topic rules.quarantined. A sequence may"
              + " take ten times as long; 0s is no limit.")
  Duration ruleBudget;

  @Option(
      names = "--rule-alert-share",
      defaultValue = "0.5",
      description =
          "On which share of its evaluations a rule may raise alerts before it is switched off in"
              + " the same way; 1 is no limit.")
  double ruleAlertShare;

  @Option(
      names = "--parallelism",
      defaultValue = "0",
      description = "Parallelism of the job; 0 is Flink's default.")
  int parallelism;

  @Option(
      names = "--max-parallelism",
      defaultValue = "720",
      description = "Bound of the parallelism, fixed for the life of the state.")
  int maxParallelism;

  @Option(
      names = "--checkpoint-interval",
      defaultValue = "500ms",
      description = "How often a checkpoint is taken; alerts become visible with it.")
  Duration checkpointInterval;

  @Option(
      names = "--buffer-timeout",
      defaultValue = "5ms",
      description = "How long a network buffer may wait to be full.")
  Duration bufferTimeout;

  @Option(
      names = "--describe",
      description =
          "Prints, as one line of JSON, what the job is with these options: its version, its"
              + " operators and the formats of its state; submits nothing.")
  boolean describe;

  static DetectionSettings parse(String... args) {
    DetectionOptions options = new DetectionOptions();
    try {
      commandLine(options).parseArgs(args);
    } catch (ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return options.toSettings();
  }

  static CommandLine commandLine(DetectionOptions options) {
    return new CommandLine(options)
        .registerConverter(Duration.class, new DurationConverter())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private DetectionSettings toSettings() {
    return new DetectionSettings(
        kafka.toSettings(),
        new TimeSettings(
            outOfOrderness, idleness, futureTolerance, watermarkInterval, activityLateness),
        new OperatorSettings(
            new EvaluationSettings(
                allowedLateness,
                lateStrategy,
                deduplicationHorizon,
                maxEventsPerUser,
                maxOpenMatchesPerUser,
                caseGap),
            userCacheBytes == null ? OperatorSettings.BY_HEAP : userCacheBytes,
            stateRetention,
            maxHeld,
            keptReleases,
            referenceQuiet,
            RuleBudget.of(ruleBudget, ruleAlertShare)),
        releaseTrust.toTrust(),
        new RuntimeSettings(parallelism, maxParallelism, checkpointInterval, bufferTimeout));
  }
}
