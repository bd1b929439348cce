package io.harrier.local.upgrade;

import io.harrier.local.CommandFailedException;
import io.harrier.local.platform.HarrierJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar with a job of Harrier in it.
 *
 * @param path absolute
 * @param version of the build; "unknown" where it does not say
 */
record JobJar(Path path, HarrierJob job, String version) {
  private static final String UNKNOWN = "unknown";

  /**
   * Looks at a jar's manifest.
   *
   * @throws CommandFailedException if it is no jar, or holds something else than a job of Harrier
   */
  static JobJar inspect(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute)) {
      throw new CommandFailedException(
          "there is no file "
              + absolute
              + ": name the jar of a job, target/*-job.jar of its module");
    }
    Attributes attributes = manifest(absolute);
    String mainClass = attributes.getValue(Attributes.Name.MAIN_CLASS);
    if (mainClass == null) {
      throw new CommandFailedException(
          absolute
              + " names no main class: take the jar whose name ends with -job.jar, which carries all"
              + " that the job needs");
    }
    HarrierJob job =
        HarrierJob.ofMainClass(mainClass.strip())
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        "%s runs %s, which is no job of Harrier: those are %s"
                            .formatted(absolute, mainClass, known())));
    String version = attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    return new JobJar(absolute, job, version == null ? UNKNOWN : version);
  }

  private static Attributes manifest(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    } catch (IOException e) {
      throw new CommandFailedException(
          path + " cannot be read as a jar (" + e.getMessage() + "): build or copy it again", e);
    }
  }

  private static String known() {
    return Arrays.stream(HarrierJob.values())
        .map(HarrierJob::mainClass)
        .collect(Collectors.joining(" and "));
  }

  /** Whether two jars are the same, byte by byte. */
  boolean isSameAs(JobJar other) {
    try {
      return Files.mismatch(path, other.path) < 0;
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot compare %s with %s: %s".formatted(path, other.path, e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return path + " (version " + version + ")";
  }
}
