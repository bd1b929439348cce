package io.harrier.detection;

import io.harrier.model.JobDescription;
import io.harrier.model.json.JobDescriptionJson;
import java.nio.charset.StandardCharsets;
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
   * Submits the job to the Flink it is run by, or describes it on standard output.
   *
   * @throws IllegalArgumentException if the arguments are wrong; nothing is submitted then
   */
  public static void main(String... args) throws Exception {
    DetectionOptions options = new DetectionOptions();
    if (isHelp(options, args)) {
      return;
    }
    DetectionSettings settings = DetectionSettings.parse(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    FraudDetectionTopology.define(env, settings);
    if (options.describe) {
      describe(env, settings);
    } else {
      env.execute(NAME);
    }
  }

  private static void describe(StreamExecutionEnvironment env, DetectionSettings settings) {
    JobDescription description =
        DescribeJob.of(env.getStreamGraph().getJobGraph(), settings.runtime().parallelism());
    System.out.println(new String(JobDescriptionJson.encode(description), StandardCharsets.UTF_8));
  }

  private static boolean isHelp(DetectionOptions options, String... args) {
    CommandLine commandLine = DetectionOptions.commandLine(options);
    try {
      ParseResult parsed = commandLine.parseArgs(args);
      return CommandLine.executeHelpRequest(parsed) != null;
    } catch (ParameterException e) {
      return false;
    }
  }
}
