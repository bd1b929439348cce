package io.harrier.alerting;

import java.time.Duration;

/**
 * How Flink runs the job.
 *
 * @param checkpointInterval how often progress is made durable; PostgreSQL is at most this far
 *     behind
 * @param maxParallelism fixed for the life of the state
 * @param restartBackoff the longest pause before a restart; the first is half a second
 */
public record RuntimeSettings(
    Duration checkpointInterval, int maxParallelism, Duration restartBackoff) {}
