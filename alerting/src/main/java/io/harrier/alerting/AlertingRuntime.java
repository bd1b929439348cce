package io.harrier.alerting;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** How Flink runs the job: what is fixed, and what the settings say. */
final class AlertingRuntime {
  private static final Duration FIRST_RESTART = Duration.ofMillis(500);
  private static final Duration CALM_AFTER = Duration.ofMinutes(2);
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(10);
  private static final int TOLERABLE_FAILED_CHECKPOINTS = 5;

  private AlertingRuntime() {}

  static void configure(StreamExecutionEnvironment environment, RuntimeSettings settings) {
    Configuration configuration = new Configuration();
    // A type that Flink would hand to Kryo, or an operator without a uid, is an error.
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, settings.maxParallelism());
    // Every record is immutable.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILED_CHECKPOINTS);
    // While PostgreSQL is away the job restarts until it is back.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_RESTART);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        settings.restartBackoff());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        CALM_AFTER);
    environment.configure(configuration, AlertingRuntime.class.getClassLoader());
  }
}
