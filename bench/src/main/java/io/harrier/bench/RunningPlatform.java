package io.harrier.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole platform as {@code ./harrier up} starts it, on a directory of its own. */
final class RunningPlatform implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  private final Process process;
  private final Path data;
  private final JsonNode endpoints;

  private RunningPlatform(Process process, Path data, JsonNode endpoints) {
    this.process = process;
    this.data = data;
    this.endpoints = endpoints;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param data must not exist yet
   */
  static RunningPlatform start(Path data) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of("harrier").toAbsolutePath().toString(), "up", "--data", data.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // A benchmark that is stopped leaves nothing behind that runs.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try {
      Path endpoints = data.resolve("endpoints.json");
      long giveUp = System.nanoTime() + START.toNanos();
      while (!Files.exists(endpoints)) {
        if (!process.isAlive() || System.nanoTime() > giveUp) {
          throw new IOException("the platform did not start: run ./harrier up by itself");
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
      return new RunningPlatform(process, data, new ObjectMapper().readTree(endpoints.toFile()));
    } catch (IOException | InterruptedException e) {
      stop(process);
      throw e;
    }
  }

  /** The broker's address. */
  String kafka() {
    return endpoints.get("kafka").asText();
  }

  /** JDBC URL. */
  String postgres() {
    return endpoints.get("postgres").asText();
  }

  /** The private key that signs what the job may load. */
  Path signingKey() {
    return data.resolve("keys").resolve("release-signing-key.pem");
  }

  @Override
  public void close() {
    stop(process);
  }

  private static void stop(Process process) {
    process.destroy();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  /** Removes what a benchmark has left. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }
}
