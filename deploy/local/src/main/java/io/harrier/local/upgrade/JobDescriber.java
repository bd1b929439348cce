package io.harrier.local.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.flink.FlinkDistribution;
import io.harrier.local.CommandFailedException;
import io.harrier.model.JobDescription;
import io.harrier.model.json.JobDescriptionJson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks a jar what its job is: with {@code --describe}, in a JVM of its own. */
final class JobDescriber {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BEGINNING = "{\"job\":";
  private static final int LINES_OF_FAILURE = 3;

  private JobDescriber() {}

  /**
   * @param arguments with which the job is to be run
   * @throws CommandFailedException if the jar does not take these arguments, or does not say
   */
  static JobDescription describe(JobJar jar, List<String> arguments) throws InterruptedException {
    Path output = null;
    try {
      output = Files.createTempFile("harrier-describe", ".txt");
      int code = run(jar, arguments, output);
      List<String> lines = Files.readAllLines(output, UTF_8);
      return lines.stream()
          .filter(line -> code == 0 && line.startsWith(BEGINNING))
          .findFirst()
          .map(line -> JobDescriptionJson.decode(line.getBytes(UTF_8)))
          .orElseThrow(() -> silent(jar, arguments, lines));
    } catch (IOException e) {
      throw new CommandFailedException("cannot run " + jar + ": " + e.getMessage(), e);
    } finally {
      delete(output);
    }
  }

  private static int run(JobJar jar, List<String> arguments, Path output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.level=ERROR",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED"));
    command.add("-classpath");
    command.add(
        Stream.concat(Stream.of(jar.path()), FlinkDistribution.classPath().stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(jar.job().mainClass());
    command.add("--describe");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      throw new CommandFailedException(
          "%s has not described itself within %d s: the machine is overloaded, or the jar is no"
                  .formatted(jar, PATIENCE.toSeconds())
              + " build of this job");
    } finally {
      process.destroyForcibly();
    }
  }

  private static CommandFailedException silent(
      JobJar jar, List<String> arguments, List<String> lines) {
    String said =
        lines.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("at "))
            .limit(LINES_OF_FAILURE)
            .collect(Collectors.joining("; "));
    return new CommandFailedException(
        "%s does not run with the arguments '%s', or is too old to say what it is: %s"
            .formatted(jar, String.join(" ", arguments), said.isEmpty() ? "it is silent" : said));
  }

  private static void delete(Path output) {
    if (output != null) {
      try {
        Files.deleteIfExists(output);
      } catch (IOException e) {
        output.toFile().deleteOnExit();
      }
    }
  }
}
