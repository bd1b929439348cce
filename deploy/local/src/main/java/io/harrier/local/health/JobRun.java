package io.harrier.local.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A job that has not ended, since it was last started or restarted. All times are those of the
 * JobManager's clock.
 *
 * @param state as Flink names it, such as {@code RUNNING} or {@code RESTARTING}
 * @param allTasksRun whether each of its tasks runs
 * @param since when it was last started or restarted
 * @param completed the checkpoints that were triggered since and have been completed, the newest
 *     first; savepoints are not among them, because they commit nothing. Flink remembers the last
 *     ten or so
 */
public record JobRun(
    String id, String state, boolean allTasksRun, Instant since, List<Completed> completed) {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");
  private static final List<String> STARTS = List.of("CREATED", "RESTARTING", "RUNNING");

  /** A completed checkpoint. */
  public record Completed(long id, Instant triggered) {}

  public JobRun {
    completed = List.copyOf(completed);
  }

  /** Whether it does its work: it is running, and each of its tasks is. */
  public boolean isWhole() {
    return state.equals("RUNNING") && allTasksRun;
  }

  /**
   * The jobs of a name that have not ended: one, unless somebody runs it twice.
   *
   * @throws IOException if Flink does not answer
   */
  public static List<JobRun> of(FlinkRest flink, String jobName) throws IOException {
    List<JobRun> runs = new ArrayList<>();
    for (JsonNode job : flink.get("jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(jobName)
          && !ENDED.contains(job.path("state").asText())) {
        runs.add(read(flink, job.path("jid").asText()));
      }
    }
    return runs;
  }

  private static JobRun read(FlinkRest flink, String id) throws IOException {
    JsonNode job = flink.get("jobs/" + id);
    JsonNode checkpoints = flink.get("jobs/" + id + "/checkpoints");
    long since = checkpoints.path("latest").path("restored").path("restore_timestamp").asLong(0);
    for (String start : STARTS) {
      since = Math.max(since, job.path("timestamps").path(start).asLong(0));
    }
    return new JobRun(
        id,
        job.path("state").asText(),
        allTasksRun(job),
        Instant.ofEpochMilli(since),
        completed(checkpoints.path("history"), since));
  }

  private static boolean allTasksRun(JsonNode job) {
    for (JsonNode vertex : job.path("vertices")) {
      if (vertex.path("tasks").path("RUNNING").asInt() != vertex.path("parallelism").asInt()) {
        return false;
      }
    }
    return !job.path("vertices").isEmpty();
  }

  private static List<Completed> completed(JsonNode history, long since) {
    List<Completed> completed = new ArrayList<>();
    for (JsonNode checkpoint : history) {
      long triggered = checkpoint.path("trigger_timestamp").asLong();
      if (checkpoint.path("status").asText().equals("COMPLETED")
          && !checkpoint.path("is_savepoint").asBoolean()
          && triggered >= since) {
        completed.add(
            new Completed(checkpoint.path("id").asLong(), Instant.ofEpochMilli(triggered)));
      }
    }
    completed.sort((one, other) -> Long.compare(other.id(), one.id()));
    return completed;
  }
}
