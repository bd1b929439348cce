package io.harrier.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.flink.FlinkDistribution;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.junit.jupiter.api.Test;

class ParentFirstClassesTest {

  @Test
  void allOfFlinkComesFromTheCluster() throws IOException {
    List<String> classes = new ArrayList<>();
    for (Path jar : FlinkDistribution.classPath()) {
      if (Files.isRegularFile(jar)) {
        classes.addAll(flinkClasses(jar));
      }
    }

    assertThat(classes).hasSizeGreaterThan(5_000).allMatch(ParentFirstClassesTest::isParentFirst);
  }

  @Test
  void connectorsComeFromTheJar() throws IOException, URISyntaxException {
    for (Class<?> connector :
        List.of(KafkaSink.class, DeliveryGuarantee.class, JdbcExecutionOptions.class)) {
      assertThat(flinkClasses(jarOf(connector)))
          .isNotEmpty()
          // In a package of Flink's own; no job uses it.
          .filteredOn(name -> !name.endsWith(".JSONKeyValueDeserializationSchema"))
          .noneMatch(ParentFirstClassesTest::isParentFirst);
    }
  }

  private static boolean isParentFirst(String className) {
    return ParentFirstClasses.patterns().stream().anyMatch(className::startsWith);
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<String> flinkClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith("org/apache/flink/") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }
}
