package io.harrier.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harrier.local.commands.HarrierCommand;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code ./harrier up} in a JVM of its own, as the launcher's script starts it. */
final class LauncherProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Endpoints endpoints;

  private LauncherProcess(Process process, Endpoints endpoints) {
    this.process = process;
    this.endpoints = endpoints;
  }

  /**
   * Starts everything on a directory, and returns when it is ready.
   *
   * @param output is appended to
   */
  static LauncherProcess up(DataDirectory directory, Path output) throws IOException {
    Endpoints.remove(directory); // a launcher that was killed leaves them behind
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            HarrierCommand.class.getName(),
            "up",
            "--data",
            directory.root().toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    Process process = builder.start();
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> Endpoints.find(directory).isPresent() || !process.isAlive());
      assertThat(process.isAlive()).as(() -> read(output)).isTrue();
      return new LauncherProcess(process, Endpoints.require(directory));
    } catch (RuntimeException | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** SIGKILL: the process learns nothing of it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String read(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
