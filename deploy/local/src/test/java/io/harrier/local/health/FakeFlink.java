package io.harrier.local.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers as Flink's REST API does for one job of two vertices, the second with the operator that
 * evaluates. Like Flink it answers with the figures of the time when it was asked before.
 */
public final class FakeFlink implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> figures = new TreeMap<>();
  private Map<String, String> collected = Map.of();
  private String inForce = "";
  private String state = "RUNNING";
  private long runningSince;
  private long[] completed = {};

  public FakeFlink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The sum and the greatest over the subtasks are the same. */
  public synchronized void figure(String metric, long value) {
    figures.put("Evaluate_transactions." + metric, Long.toString(value));
  }

  public synchronized void inForce(String releaseId) {
    inForce = releaseId;
  }

  public synchronized void state(String now) {
    state = now;
  }

  /** Epoch milliseconds; by default the job has run since 1970. */
  public synchronized void runningSince(long epochMillis) {
    runningSince = epochMillis;
  }

  /** When the checkpoints were triggered that have been completed, the newest last. */
  public synchronized void completed(long... triggers) {
    completed = triggers.clone();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    byte[] body = body(path, query).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String body(String path, String query) {
    return switch (path) {
      case "/jobs/overview" ->
          """
          {"jobs": [{"jid": "j1", "name": "harrier-detection", "state": "%s",
                     "tasks": {"total": 4, "running": 4}}]}
          """
              .formatted(state);
      case "/jobs/j1" ->
          """
          {"state": "%s", "timestamps": {"RUNNING": %d}, "vertices": [
            {"id": "v1", "parallelism": 2, "tasks": {"RUNNING": 2}},
            {"id": "v2", "parallelism": 2, "tasks": {"RUNNING": 2}}]}
          """
              .formatted(state, runningSince);
      case "/jobs/j1/checkpoints" -> checkpoints();
      case "/jobs/j1/vertices/v2/metrics" ->
          query == null
              ? "[{\"id\": \"0.Evaluate_transactions.releaseInForce\"}, {\"id\": \"0.other\"}]"
              : "[{\"id\": \"0.x\", \"value\": \"%s\"}]".formatted(inForce);
      case "/jobs/j1/vertices/v2/subtasks/metrics" -> query == null ? names() : values(query);
      default -> "[]";
    };
  }

  private String checkpoints() {
    return IntStream.range(0, completed.length)
        .mapToObj(
            id ->
                """
                {"id": %d, "status": "COMPLETED", "is_savepoint": false, "trigger_timestamp": %d}
                """
                    .formatted(id, completed[id]))
        .collect(Collectors.joining(",", "{\"history\": [", "]}"));
  }

  private String names() {
    String names =
        collected.keySet().stream()
            .map("{\"id\": \"%s\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    collected = Map.copyOf(figures);
    return names;
  }

  private String values(String query) {
    String list = query.substring(query.indexOf("get=") + "get=".length());
    return Arrays.stream(URLDecoder.decode(list, StandardCharsets.UTF_8).split(",", -1))
        .map(
            name ->
                "{\"id\": \"%s\", \"sum\": %s, \"max\": %s}"
                    .formatted(name, figures.get(name), figures.get(name)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
