package io.harrier.local.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Flink's REST API says about jobs and checkpoints. */
public final class FlinkRest {
  private static final int TIMEOUT_MILLIS = 2_000;

  private final URI base;
  private final ObjectMapper json = new ObjectMapper();

  public FlinkRest(String url) {
    this.base = URI.create(url.endsWith("/") ? url : url + "/");
  }

  /**
   * @param tasks how many tasks the job has
   * @param running how many of them run
   */
  public record Job(String id, String name, String state, int tasks, int running) {
    public boolean isRunning() {
      return state.equals("RUNNING") && tasks == running;
    }
  }

  /**
   * @param completed how many, since the job was started
   * @param failed how many, since the job was started
   * @param last the newest completed one
   */
  public record CheckpointStatus(long completed, long failed, Optional<Checkpoint> last) {}

  /**
   * @param durationMillis from its trigger to its last acknowledgement
   * @param sizeBytes what was written for it
   */
  public record Checkpoint(long id, Instant triggered, long durationMillis, long sizeBytes) {}

  /** All jobs of the cluster. */
  public List<Job> jobs() throws IOException {
    List<Job> jobs = new ArrayList<>();
    for (JsonNode job : get("jobs/overview").path("jobs")) {
      jobs.add(
          new Job(
              job.path("jid").asText(),
              job.path("name").asText(),
              job.path("state").asText(),
              job.path("tasks").path("total").asInt(),
              job.path("tasks").path("running").asInt()));
    }
    return jobs;
  }

  public CheckpointStatus checkpoints(String jobId) throws IOException {
    JsonNode status = get("jobs/" + jobId + "/checkpoints");
    JsonNode latest = status.path("latest").path("completed");
    Optional<Checkpoint> last =
        latest.isObject()
            ? Optional.of(
                new Checkpoint(
                    latest.path("id").asLong(),
                    Instant.ofEpochMilli(latest.path("trigger_timestamp").asLong()),
                    latest.path("end_to_end_duration").asLong(),
                    latest.path("checkpointed_size").asLong()))
            : Optional.empty();
    JsonNode counts = status.path("counts");
    return new CheckpointStatus(
        counts.path("completed").asLong(), counts.path("failed").asLong(), last);
  }

  private JsonNode get(String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) base.resolve(path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      return json.readTree(body);
    } finally {
      connection.disconnect();
    }
  }
}
