package io.harrier.local.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a job completes checkpoints. Alerts become visible with them, offsets and transactions
 * are committed with them, and a restart begins from them.
 *
 * @param completed how many since the job was started
 * @param failed how many since the job was started
 * @param failedInARow how many of the newest failed, one after another
 * @param lastFailure why the newest of them did
 * @param newest the newest completed one
 * @param interval how often one is due
 * @param timeout after which one that is not complete is given up
 */
record CheckpointHealth(
    long completed,
    long failed,
    int failedInARow,
    String lastFailure,
    Optional<FlinkRest.Checkpoint> newest,
    Duration interval,
    Duration timeout) {

  /** Fewer may be a moment's trouble; five of them restart the alerting job. */
  private static final int MANY_FAILURES = 3;

  /** Beyond three intervals: what a checkpoint on a busy machine may take. */
  private static final Duration SLOW = Duration.ofSeconds(30);

  static CheckpointHealth of(FlinkRest flink, String jobId) throws IOException {
    FlinkRest.CheckpointStatus status = flink.checkpoints(jobId);
    JsonNode config = flink.get("jobs/" + jobId + "/checkpoints/config");
    int failedInARow = 0;
    String lastFailure = "";
    // The newest is first.
    for (JsonNode checkpoint : flink.get("jobs/" + jobId + "/checkpoints").path("history")) {
      String outcome = checkpoint.path("status").asText();
      if (outcome.equals("COMPLETED")) {
        break;
      }
      if (outcome.equals("FAILED")) {
        lastFailure = failedInARow == 0 ? checkpoint.path("failure_message").asText() : lastFailure;
        failedInARow++;
      }
    }
    return new CheckpointHealth(
        status.completed(),
        status.failed(),
        failedInARow,
        lastFailure,
        status.last(),
        Duration.ofMillis(config.path("interval").asLong()),
        Duration.ofMillis(config.path("timeout").asLong()));
  }

  /**
   * How long ago everything was made durable.
   *
   * @param started where the job has completed none: since it was started
   */
  Duration age(Instant started, Instant now) {
    return Duration.between(newest.map(FlinkRest.Checkpoint::triggered).orElse(started), now);
  }

  /** Whether three were due, and one more would have been given up: no more come. */
  boolean isOverdue(Duration age) {
    return age.compareTo(interval.multipliedBy(3).plus(timeout)) > 0;
  }

  /** What is not as it should be, of a job that goes on. */
  List<String> warnings(String jobName, Duration age) {
    if (failedInARow >= MANY_FAILURES) {
      return List.of(
          "the newest %d checkpoints of %s failed%s: see the log; alerts wait until one is complete"
              .formatted(
                  failedInARow, jobName, lastFailure.isEmpty() ? "" : " (" + lastFailure + ")"));
    }
    return age.compareTo(interval.multipliedBy(3).plus(SLOW)) > 0
        ? List.of(
            "%s has completed no checkpoint for %d s: alerts wait; look for backpressure and a slow disk"
                .formatted(jobName, age.toSeconds()))
        : List.of();
  }

  Map<String, Object> figures(Duration age) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("checkpointAgeMillis", age.toMillis());
    newest.ifPresent(last -> figures.put("checkpointDurationMillis", last.durationMillis()));
    figures.put("checkpointsCompleted", completed);
    figures.put("checkpointsFailed", failed);
    figures.put("checkpointsFailedInARow", failedInARow);
    return figures;
  }
}
