package io.harrier.local.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What Flink's REST API says about jobs and checkpoints. */
public final class FlinkRest {
  private static final int TIMEOUT_MILLIS = 5_000;

  /** So that the line of a request stays short enough. */
  private static final int METRICS_PER_REQUEST = 50;

  private final URI base;
  private final ObjectMapper json = new ObjectMapper();

  public FlinkRest(String url) {
    this.base = URI.create(url.endsWith("/") ? url : url + "/");
  }

  /**
   * @param started when it was submitted
   * @param tasks how many tasks the job has
   * @param running how many of them run
   */
  public record Job(String id, String name, String state, Instant started, int tasks, int running) {
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

  /** A number that the tasks of an operator report, over all of them. */
  public record Metric(double sum, double min, double max) {}

  /**
   * All jobs of the cluster; of several with one name that which was started last: an upgrade
   * leaves the ones before it, which have ended.
   */
  public List<Job> jobs() throws IOException {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (JsonNode job : get("jobs/overview").path("jobs")) {
      newest.merge(
          job.path("name").asText(),
          job,
          (one, other) -> startTime(one) > startTime(other) ? one : other);
    }
    return newest.values().stream()
        .map(
            job ->
                new Job(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText(),
                    Instant.ofEpochMilli(startTime(job)),
                    job.path("tasks").path("total").asInt(),
                    job.path("tasks").path("running").asInt()))
        .toList();
  }

  private static long startTime(JsonNode job) {
    return job.path("start-time").asLong();
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

  /** How much memory the cluster's configuration gives to the largest TaskManager. */
  public long taskManagerBytes() throws IOException {
    long most = 0;
    for (JsonNode taskManager : get("taskmanagers").path("taskmanagers")) {
      JsonNode detail = get("taskmanagers/" + taskManager.path("id").asText());
      most = Math.max(most, detail.path("memoryConfiguration").path("totalProcessMemory").asLong());
    }
    return most;
  }

  /** The cluster's configuration, without that of single jobs. */
  public Map<String, String> configuration() throws IOException {
    Map<String, String> configuration = new TreeMap<>();
    for (JsonNode entry : get("jobmanager/config")) {
      configuration.put(entry.path("key").asText(), entry.path("value").asText());
    }
    return configuration;
  }

  /**
   * Where a job keeps its state.
   *
   * @param backend simple name of the state backend's class
   * @param checkpoints simple name of the checkpoint storage's class
   */
  public record StateClasses(String backend, String checkpoints) {}

  public StateClasses stateClasses(String jobId) throws IOException {
    JsonNode said = get("jobs/" + jobId + "/checkpoints/config");
    return new StateClasses(
        said.path("state_backend").asText(), said.path("checkpoint_storage").asText());
  }

  /** How many failures of a job Flink remembers: each restarts it. At most sixteen. */
  public int failures(String jobId) throws IOException {
    return get("jobs/" + jobId + "/exceptions").path("exceptionHistory").path("entries").size();
  }

  /**
   * The metrics of a job's tasks with certain names, by name: an operator's begins with the
   * operator. An answer is what Flink collected when somebody asked before, which may be long ago,
   * or nothing the first time; asking lets it collect them anew.
   */
  public SortedMap<String, Metric> metrics(String jobId, Predicate<String> wanted)
      throws IOException {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    for (JsonNode vertex : get("jobs/" + jobId).path("vertices")) {
      String path =
          "jobs/" + jobId + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      List<String> names = new ArrayList<>();
      for (JsonNode metric : get(path)) {
        String name = metric.path("id").asText();
        if (wanted.test(name)) {
          names.add(name);
        }
      }
      for (int from = 0; from < names.size(); from += METRICS_PER_REQUEST) {
        List<String> some = names.subList(from, Math.min(names.size(), from + METRICS_PER_REQUEST));
        String query = URLEncoder.encode(String.join(",", some), StandardCharsets.UTF_8);
        for (JsonNode metric : get(path + "?agg=sum,min,max&get=" + query)) {
          metrics.put(
              metric.path("id").asText(),
              new Metric(
                  metric.path("sum").asDouble(),
                  metric.path("min").asDouble(),
                  metric.path("max").asDouble()));
        }
      }
    }
    return metrics;
  }

  /** What the tasks of an operator say, where it is a text: each text once. */
  public Set<String> texts(String jobId, String metric) throws IOException {
    Set<String> texts = new TreeSet<>();
    for (JsonNode vertex : get("jobs/" + jobId).path("vertices")) {
      String path = "jobs/" + jobId + "/vertices/" + vertex.path("id").asText() + "/metrics";
      List<String> names = new ArrayList<>();
      for (JsonNode listed : get(path)) {
        String name = listed.path("id").asText();
        // The number of the task comes first.
        if (name.endsWith("." + metric)
            && name.indexOf('.') == name.length() - metric.length() - 1) {
          names.add(name);
        }
      }
      if (!names.isEmpty()) {
        String query = URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
        for (JsonNode said : get(path + "?get=" + query)) {
          texts.add(said.path("value").asText());
        }
      }
    }
    return texts;
  }

  /** What is said at a path below the root. */
  JsonNode get(String path) throws IOException {
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
