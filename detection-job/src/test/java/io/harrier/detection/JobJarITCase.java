package io.harrier.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.compile.CompiledRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What goes to a Flink cluster. */
@SuppressWarnings("try") // what reflection returns closes as AutoCloseable does
class JobJarITCase {
  private static final List<String> UNWANTED =
      List.of(
          "org/mvel/",
          "org/eclipse/jdt/",
          "com/github/javaparser/",
          "org/antlr/",
          "org/kie/memorycompiler/jdknative/",
          "org/drools/drl/",
          "org/drools/mvel/",
          "org/drools/ecj/",
          "org/drools/template/",
          "org/drools/model/codegen/",
          "org/drools/decisiontable/",
          "org/apache/poi/",
          "org/yaml/",
          "org/apache/flink/core/",
          "org/apache/flink/runtime/",
          "org/apache/flink/cep/",
          "org/slf4j/",
          "org/postgresql/",
          "io/harrier/registry/",
          "org/junit/");

  @Test
  void carriesTheJobAndNoCompiler() throws IOException {
    try (JarFile jar = new JarFile(jobJar().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo(DetectionJob.class.getName());
      List<String> entries = jar.stream().map(JarEntry::getName).toList();
      assertThat(entries)
          .contains(
              "io/harrier/detection/DetectionJob.class",
              "io/harrier/engine/evaluate/ReleaseEvaluator.class",
              "org/apache/flink/connector/kafka/sink/KafkaSink.class",
              "org/apache/kafka/clients/producer/KafkaProducer.class")
          .noneMatch(entry -> UNWANTED.stream().anyMatch(entry::startsWith));
    }
  }

  @Test
  void loadsAReleaseWithNothingButItselfAndFlink() throws Exception {
    CompiledRelease compiled =
        new ReleaseCompiler()
            .compile(Path.of(JobJarITCase.class.getResource("/releases/large").toURI()));
    List<URL> classPath = new ArrayList<>();
    classPath.add(jobJar().toUri().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if ((entry.contains("flink-") && !entry.contains("connector"))
          || entry.contains("slf4j-api")) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader cluster =
        new URLClassLoader(classPath.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Class<?> loadedRelease = cluster.loadClass("io.harrier.engine.bundle.LoadedRelease");
      try (AutoCloseable release =
          (AutoCloseable)
              loadedRelease.getMethod("load", byte[].class).invoke(null, compiled.bundle())) {
        Object rules = loadedRelease.getMethod("newRuleSession").invoke(release);
        assertThat(rules.getClass().getClassLoader()).isSameAs(cluster);
      }
    }
  }

  private static Path jobJar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-job.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
