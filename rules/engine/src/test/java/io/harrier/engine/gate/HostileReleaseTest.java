package io.harrier.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.harrier.engine.release.InvalidReleaseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No hostile release executes anything, and each is refused in time, with place and reason. */
class HostileReleaseTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TRACE = "harrier.executed";
  private static final Path TRACE_FILE =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "harrier-executed-" + ProcessHandle.current().pid());
  private static final String CODE = "new java.io.File(\"" + TRACE_FILE + "\").createNewFile()";
  private static final String OTHER_CODE = "System.setProperty(\"" + TRACE + "\", \"yes\")";

  @TempDir Path folder;

  static Stream<HostileRelease> releases() {
    return Stream.of(
            HostileRules.all(CODE), HostileRules.all(OTHER_CODE), HostileFiles.all(OTHER_CODE))
        .flatMap(releases -> releases);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void isRefused(HostileRelease hostile) {
    hostile.write(folder);
    InvalidReleaseException refusal =
        assertTimeoutPreemptively(
            LIMIT,
            () ->
                catchThrowableOfType(
                    InvalidReleaseException.class, () -> new Gate().admit(folder)));
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo(hostile.file());
              assertThat(problem.line()).isEqualTo(hostile.line());
              assertThat(problem.message()).contains(hostile.message()).doesNotContain("Exception");
            });
  }

  @Test
  void thereAreEnoughOfThem() {
    assertThat(Stream.concat(HostileRules.all(CODE), HostileFiles.all(CODE)).count())
        .isGreaterThan(120);
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("t.yaml"), "- name: x\n");
    Path release = Files.createDirectory(folder.resolve("release"));
    Files.writeString(release.resolve("release.yaml"), "name: x\n");
    Files.createSymbolicLink(release.resolve("tests"), elsewhere);
    Files.createSymbolicLink(release.resolve("rules.drl"), Path.of("/etc/passwd"));
    assertThat(
            catchThrowableOfType(InvalidReleaseException.class, () -> new Gate().admit(release))
                .problems())
        .extracting(Object::toString)
        .contains(
            "tests: must be a folder of its own, not a link",
            "rules.drl: must be a file of its own, neither a link nor a folder");
  }

  @Test
  void manyFiles() throws Exception {
    for (int i = 0; i < 300; i++) {
      Files.writeString(folder.resolve("note" + i + ".md"), "x");
    }
    assertThat(catchThrowableOfType(InvalidReleaseException.class, () -> new Gate().admit(folder)))
        .hasMessageContaining(".: has more than 200 files");
  }

  @AfterEach
  void nothingWasExecuted() {
    assertThat(TRACE_FILE).doesNotExist();
    assertThat(System.getProperty(TRACE)).isNull();
  }
}
