package io.harrier.local.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Has a running job write a savepoint, and go on. Its checkpoints cannot be read instead: each is
 * deleted when the next one is complete, a moment later.
 */
final class FreshSavepoint {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(100);

  private final URI flink;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param flink REST URL
   */
  FreshSavepoint(String flink) {
    this.flink = URI.create(flink.endsWith("/") ? flink : flink + "/");
  }

  /**
   * Waits until it is written.
   *
   * @return where it is, below {@code parent}
   * @throws IOException if Flink does not answer
   * @throws CommandFailedException if the job cannot write it, or takes too long
   */
  Path of(String jobId, Path parent) throws IOException, InterruptedException {
    String body =
        json.createObjectNode()
            .put("target-directory", parent.toUri().toString())
            .put("cancel-job", false)
            .toString();
    String path = "jobs/" + jobId + "/savepoints";
    String trigger =
        send(request(path).POST(BodyPublishers.ofString(body)).build()).path("request-id").asText();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = send(request(path + "/" + trigger).GET().build());
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        return written(answer.path("operation"));
      }
      Thread.sleep(POLL.toMillis());
    }
    throw new CommandFailedException(
        "the detection job has not written a savepoint within "
            + PATIENCE.toMinutes()
            + " minutes: ./harrier status says how it does");
  }

  private static Path written(JsonNode operation) {
    if (operation.has("failure-cause")) {
      throw new CommandFailedException(
          "the detection job cannot write a savepoint: "
              + operation.path("failure-cause").path("class").asText()
              + "; ./harrier status says how it does");
    }
    return Path.of(URI.create(operation.path("location").asText()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(flink.resolve(path))
        .timeout(ANSWER)
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw new IOException(request.uri() + " answers " + response.statusCode());
    }
    return json.readTree(response.body());
  }
}
