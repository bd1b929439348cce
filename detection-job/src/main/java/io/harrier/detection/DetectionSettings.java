package io.harrier.detection;

import io.harrier.detection.evaluate.OperatorSettings;
import io.harrier.detection.evaluate.ReleaseTrust;
import java.io.Serializable;
import picocli.CommandLine.Model.CommandSpec;

/** Everything the job can be told, validated. */
public record DetectionSettings(
    KafkaSettings kafka,
    TimeSettings time,
    OperatorSettings operator,
    ReleaseTrust releaseTrust,
    RuntimeSettings runtime)
    implements Serializable {

  public DetectionSettings {
    Settings.requirePositive(operator.stateRetention(), "--state-retention");
    Settings.requirePositive(operator.maxHeld(), "--max-held");
    Settings.requirePositive(operator.keptReleases(), "--kept-releases");
    Settings.requirePositive(operator.referenceQuiet(), "--reference-quiet");
    Settings.requireNotNegative(operator.ruleBudget().cost(), "--rule-budget");
    Settings.require(
        operator.ruleBudget().alertShare() > 0 && operator.ruleBudget().alertShare() <= 1,
        "--rule-alert-share must be above 0 and at most 1");
    Settings.requireNotNegative(operator.evaluation().allowedLateness(), "--allowed-lateness");
    Settings.requireNotNegative(
        operator.evaluation().deduplicationHorizon(), "--deduplication-horizon");
    Settings.requirePositive(operator.evaluation().maxEventsPerUser(), "--max-events-per-user");
    Settings.requirePositive(
        operator.evaluation().maxOpenMatchesPerUser(), "--max-open-matches-per-user");
    Settings.requirePositive(operator.evaluation().caseGap(), "--case-gap");
    Settings.require(
        operator.stateRetention().compareTo(operator.evaluation().deduplicationHorizon()) >= 0,
        "--state-retention must not be shorter than --deduplication-horizon");
    Settings.require(
        operator.stateRetention().compareTo(operator.evaluation().allowedLateness()) >= 0,
        "--state-retention must not be shorter than --allowed-lateness");
  }

  /**
   * Reads the settings from a command line.
   *
   * @throws IllegalArgumentException if it is not one; the message names the option and what is
   *     wrong with it
   */
  public static DetectionSettings parse(String... args) {
    return DetectionOptions.parse(args);
  }

  /** The options, with their names, defaults and descriptions. */
  public static CommandSpec commandSpec() {
    return CommandSpec.forAnnotatedObject(new DetectionOptions());
  }
}
