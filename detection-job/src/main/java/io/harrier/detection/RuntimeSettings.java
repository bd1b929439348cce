package io.harrier.detection;

import java.io.Serializable;
import java.time.Duration;

/**
 * How Flink runs the job. State backend, checkpoint storage and restart strategy come from Flink's
 * own configuration.
 *
 * @param parallelism of the operators that evaluate, or 0 for Flink's default
 * @param maxParallelism fixed for the life of the state
 * @param checkpointInterval alerts become visible at checkpoints
 * @param bufferTimeout how long a network buffer may wait to be full
 */
public record RuntimeSettings(
    int parallelism, int maxParallelism, Duration checkpointInterval, Duration bufferTimeout)
    implements Serializable {

  public RuntimeSettings {
    Settings.require(parallelism >= 0, "--parallelism must not be negative, it is " + parallelism);
    Settings.require(
        maxParallelism >= Math.max(1, parallelism) && maxParallelism <= 32_768,
        "--max-parallelism must be from the parallelism to 32768, it is " + maxParallelism);
    Settings.requirePositive(checkpointInterval, "--checkpoint-interval");
    Settings.requireNotNegative(bufferTimeout, "--buffer-timeout");
  }
}
