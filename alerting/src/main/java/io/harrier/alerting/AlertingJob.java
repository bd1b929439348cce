package io.harrier.alerting;

import io.harrier.model.JobDescription;
import io.harrier.model.json.JobDescriptionJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Entry point on a Flink cluster. */
public final class AlertingJob {
  /** What Flink calls the job. */
  public static final String NAME = "harrier-alerting";

  private AlertingJob() {}

  /**
   * Defines and submits the job, or describes it on standard output.
   *
   * @param arguments see {@link AlertingOptions}; {@code --help} prints them and does no more
   * @throws picocli.CommandLine.ParameterException if they are wrong
   */
  public static void main(String... arguments) throws Exception {
    AlertingOptions options = AlertingOptions.parse(arguments);
    if (options.printsHelp()) {
      return;
    }
    AlertingSettings settings = options.settings();
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    AlertingTopology.define(environment, settings);
    if (options.describes()) {
      JobDescription description = DescribeJob.of(environment.getStreamGraph().getJobGraph());
      System.out.println(
          new String(JobDescriptionJson.encode(description), StandardCharsets.UTF_8));
    } else {
      environment.execute(NAME);
    }
  }
}
