package io.harrier.local.platform;

import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars of the jobs, as a Flink cluster takes them, in the checkout that Harrier runs from. */
public final class JobJars {
  private static final String HOME = "harrier.home";
  private static final String SUFFIX = "-job.jar";

  private JobJars() {}

  /** The newest build of a job's jar. */
  public static Path of(String module) {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new CommandFailedException(
          "it is not known where Harrier was built: run it as ./harrier, or with -D" + HOME);
    }
    Path target = Path.of(home, module, "target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      List<Path> jars =
          files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).toList();
      if (jars.size() == 1) {
        return jars.get(0);
      }
      throw new CommandFailedException(
          "there %s in %s: build one with ./mvnw -pl %s -am package -DskipTests"
              .formatted(
                  jars.isEmpty() ? "is no jar of the job" : "are several jars of the job",
                  target,
                  module));
    } catch (IOException e) {
      throw new CommandFailedException("cannot read " + target + ": " + e.getMessage(), e);
    }
  }
}
