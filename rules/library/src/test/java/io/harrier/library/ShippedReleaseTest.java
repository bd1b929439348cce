package io.harrier.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.ReleaseTestRunner;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.ReleaseReader;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedReleaseTest {
  @TempDir static Path folder;
  private static ReleaseDefinition release;

  @BeforeAll
  static void extract() throws Exception {
    ShippedRelease.extractTo(folder);
    release = ReleaseReader.read(folder);
  }

  @Test
  void itsOwnTestsPass() throws Exception {
    byte[] bundle = new ReleaseCompiler().compile(release).bundle();
    try (LoadedRelease loaded = LoadedRelease.load(bundle)) {
      assertThat(ReleaseTestRunner.run(loaded, ReleaseReader.readWithTests(folder).tests()))
          .isEmpty();
    }
  }

  @Test
  void itIsCalledByItsName() {
    assertThat(release.name()).isEqualTo(ShippedRelease.NAME);
  }

  @Test
  void everythingThatAlertsIsTested() throws Exception {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve("tests"))) {
      for (Path file : files.toList()) {
        tests.append(Files.readString(file));
      }
    }

    List<String> untested =
        Stream.concat(
                release.rules().stream()
                    .filter(rule -> rule.actions().stream().anyMatch(RaiseAlert.class::isInstance))
                    // Rows of a table differ in a country or a currency alone.
                    .filter(rule -> !rule.file().endsWith(".csv"))
                    .map(RuleDefinition::id),
                release.patterns().stream().map(PatternDefinition::id))
            .filter(id -> !tests.toString().contains("[" + id + "]"))
            .toList();

    assertThat(untested).isEmpty();
  }

  @Test
  void extractingAgainReplacesTheFiles() throws Exception {
    ShippedRelease.extractTo(folder);

    assertThat(ReleaseReader.read(folder)).isEqualTo(release);
    assertThat(folder.resolve("README.md")).content().contains("## Card testing");
  }
}
