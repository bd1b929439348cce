package io.harrier.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.local.CommandFailedException;
import io.harrier.local.platform.HarrierJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {
  @TempDir private Path folder;

  @Test
  void knowsTheJobByItsMainClass() throws IOException {
    Path detection = jar("a.jar", Map.of("Main-Class", "io.harrier.detection.DetectionJob"));
    Path alerting =
        jar(
            "b.jar",
            Map.of(
                "Main-Class",
                "io.harrier.alerting.AlertingJob",
                "Implementation-Version",
                "0.2.0"));

    assertThat(JobJar.inspect(detection))
        .isEqualTo(new JobJar(detection, HarrierJob.DETECTION, "unknown"));
    assertThat(JobJar.inspect(alerting))
        .isEqualTo(new JobJar(alerting, HarrierJob.ALERTING, "0.2.0"));
  }

  @Test
  void refusesOtherProgramsByName() throws IOException {
    Path other = jar("a.jar", Map.of("Main-Class", "com.example.WordCount"));

    assertThatThrownBy(() -> JobJar.inspect(other))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("com.example.WordCount")
        .hasMessageContaining("io.harrier.detection.DetectionJob");
  }

  @Test
  void refusesTheJarWithoutDependencies() throws IOException {
    Path thin = jar("a.jar", Map.of());

    assertThatThrownBy(() -> JobJar.inspect(thin)).hasMessageContaining("-job.jar");
  }

  @Test
  void refusesWhatIsNoJar() throws IOException {
    Path text = Files.writeString(folder.resolve("a.jar"), "no jar");

    assertThatThrownBy(() -> JobJar.inspect(text)).hasMessageContaining("cannot be read as a jar");
    assertThatThrownBy(() -> JobJar.inspect(folder.resolve("none.jar")))
        .hasMessageContaining("there is no file");
  }

  @Test
  void tellsSameBytesFromOthers() throws IOException {
    Map<String, String> attributes = Map.of("Main-Class", "io.harrier.detection.DetectionJob");
    JobJar jar = JobJar.inspect(jar("a.jar", attributes));
    JobJar copy = JobJar.inspect(Files.copy(jar.path(), folder.resolve("b.jar")));
    JobJar other = JobJar.inspect(jar("c.jar", attributes, "more"));

    assertThat(jar.isSameAs(copy)).isTrue();
    assertThat(jar.isSameAs(other)).isFalse();
  }

  private Path jar(String name, Map<String, String> attributes, String... entries)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
    Path path = folder.resolve(name);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path), manifest)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
      }
    }
    return path;
  }
}
