package io.harrier.flink;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code lib} is to a Flink distribution. */
public final class FlinkDistribution {
  private static final String CLASS_PATH = "distribution.classpath";

  private FlinkDistribution() {}

  /** The jars that a process of a cluster runs with, this module's own the first; absolute. */
  public static List<Path> classPath() {
    List<Path> jars = new ArrayList<>();
    jars.add(own());
    for (String jar : builtWith().split(File.pathSeparator)) {
      jars.add(Path.of(jar));
    }
    return List.copyOf(jars);
  }

  private static Path own() {
    try {
      return Path.of(
          FlinkDistribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String builtWith() {
    try (InputStream list = FlinkDistribution.class.getResourceAsStream(CLASS_PATH)) {
      if (list == null) {
        throw new IllegalStateException(
            "the class path of Flink is missing: build deploy/flink with Maven");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
