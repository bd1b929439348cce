package io.harrier.detection;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Entry point of the job. */
public final class DetectionJob {
  /** The job's name in Flink. */
  public static final String NAME = "harrier-detection";

  private DetectionJob() {}

  /**
   * Submits the job to the Flink it is run by.
   *
   * @throws IllegalArgumentException if the arguments are wrong; nothing is submitted then
   */
  public static void main(String... args) throws Exception {
    if (isHelp(args)) {
      return;
    }
    DetectionSettings settings = DetectionSettings.parse(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    FraudDetectionTopology.define(env, settings);
    env.execute(NAME);
  }

  private static boolean isHelp(String... args) {
    CommandLine commandLine = DetectionOptions.commandLine(new DetectionOptions());
    try {
      ParseResult parsed = commandLine.parseArgs(args);
      return CommandLine.executeHelpRequest(parsed) != null;
    } catch (ParameterException e) {
      return false;
    }
  }
}
