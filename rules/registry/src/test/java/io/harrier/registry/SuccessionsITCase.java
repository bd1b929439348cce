package io.harrier.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.sequence.PatternChanges;
import io.harrier.engine.window.FeatureWarmth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessionsITCase {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LATENESS = EvaluationSettings.DEFAULT.allowedLateness();

  @TempDir static Path directory;
  private static TestDatabase database;

  @TempDir Path folder;
  private ReleaseRegistry registry;
  private Successions successions;

  @BeforeAll
  static void start() {
    database = TestDatabase.start(directory);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void empty() throws Exception {
    database.empty();
    database.approveAutomatically();
    registry = database.registry(NOW);
    successions = new Successions(database.dataSource(), EvaluationSettings.DEFAULT);
  }

  @Test
  void theFirstReleaseBeginsWithEverything() throws Exception {
    publish(NOW, "3d", sequence("pair", "10m"));

    Succession first = successions.of("r@1").orElseThrow();
    assertThat(first.before()).isEmpty();
    assertThat(first.sequences())
        .isEqualTo(new PatternChanges(List.of(), List.of(), List.of("pair"), List.of()));
    assertThat(first.notWarmAtOnce()).isEmpty();
  }

  @Test
  void whatAReleaseHasChangedStartsAfresh() throws Exception {
    publish(NOW, "3d", sequence("pair", "10m"), sequence("slow", "20m"), sequence("old", "5m"));
    Instant later = NOW.plusSeconds(3_600);
    publish(later, "9d", sequence("pair", "10m"), sequence("slow", "30m"), sequence("new", "5m"));

    Succession second = successions.of("r@2").orElseThrow();
    assertThat(second.before()).contains("r@1");
    assertThat(second.sequences())
        .isEqualTo(
            new PatternChanges(List.of("pair"), List.of("slow"), List.of("new"), List.of("old")));
    long longer = later.plus(Duration.ofDays(6)).minus(LATENESS).toEpochMilli();
    assertThat(second.notWarmAtOnce())
        .containsExactly(
            new FeatureWarmth("spent", longer, later.plus(Duration.ofDays(9)).toEpochMilli()));
  }

  @Test
  void aSequenceThatIsOffKeepsNothing() throws Exception {
    publish(NOW, "3d", sequence("pair", "10m"), sequence("slow", "20m"));
    new RuleSwitches(database.dataSource()).disable("r@1", "pair", "ann", Optional.empty());
    publish(NOW.plusSeconds(60), "4d", sequence("pair", "10m"), sequence("slow", "20m"));

    assertThat(successions.of("r@2").orElseThrow().sequences())
        .isEqualTo(new PatternChanges(List.of("slow"), List.of("pair"), List.of(), List.of()));
  }

  @Test
  void whatWaitsIsComparedWithWhatDecides() throws Exception {
    publish(NOW, "3d", sequence("pair", "10m"));
    registry.store(artifact("9d", sequence("pair", "10m")), "ann");

    Succession waiting = successions.of("r@2").orElseThrow();
    assertThat(waiting.before()).contains("r@1");
    assertThat(waiting.sequences().kept()).containsExactly("pair");
    assertThat(waiting.features()).isEmpty();
  }

  @Test
  void aShadowSeesNoMoreThanWhatDecidesKeeps() throws Exception {
    publish(NOW, "3d", sequence("pair", "10m"));
    registry.store(artifact("9d", sequence("pair", "10m")), "ann");
    registry.shadow("r@2", "ann");

    assertThat(successions.of("r@2").orElseThrow().notWarmAtOnce())
        .containsExactly(new FeatureWarmth("spent", FeatureWarmth.NEVER, FeatureWarmth.NEVER));
  }

  /** What was taken out kept more than what decides in its place. */
  @Test
  void nothingIsWarmByWhatOnlyATakenOutReleaseKept() throws Exception {
    publish(NOW, "3d", sequence("pair", "10m"));
    publish(NOW.plus(Duration.ofDays(1)), "20d", sequence("pair", "90m"));
    registry.retire("r@2", "ann");
    Instant last = NOW.plus(Duration.ofDays(30));
    publish(last, "9d", sequence("pair", "10m"));

    Succession third = successions.of("r@3").orElseThrow();
    assertThat(third.before()).contains("r@1");
    assertThat(third.sequences().kept()).containsExactly("pair");
    assertThat(third.notWarmAtOnce())
        .extracting(FeatureWarmth::warmFrom)
        .containsExactly(last.plus(Duration.ofDays(6)).minus(LATENESS).toEpochMilli());
  }

  @Test
  void ofARetiredReleaseNothingIsTold() throws Exception {
    publish(NOW, "3d", sequence("pair", "10m"));
    publish(NOW.plusSeconds(60), "4d", sequence("pair", "10m"));
    registry.retire("r@1", "ann");

    assertThat(successions.of("r@1")).isEmpty();
    assertThat(successions.of("r@2").orElseThrow().before()).contains("r@1");
    assertThatThrownBy(() -> successions.of("r@9")).isInstanceOf(UnknownReleaseException.class);
  }

  private void publish(Instant activeFrom, String window, String... sequences) throws Exception {
    registry.publish(artifact(window, sequences), "ann", Optional.of(activeFrom));
  }

  private ReleaseArtifact artifact(String window, String... sequences) throws Exception {
    write("release.yaml", "name: r\ndescription: a test\n");
    write(
        "features.yaml",
        "- {name: spent, aggregate: sum, of: amount, window: sliding %s}%n".formatted(window));
    write(
        "rules.drl",
        """
        rule "Mark" @id("mark-any") @severity("LOW")
        when Transaction( amount > 100 ) then mark( "any" ); end
        """);
    write("patterns.yaml", String.join("", sequences));
    return ReleaseArtifact.compile(folder, TestReleases::withoutClasses);
  }

  private static String sequence(String id, String within) {
    return """
        - id: %s
          severity: HIGH
          score: 50
          reason: twice
          within: %s
          steps:
            - {name: first, mark: any}
            - {name: second, followed by: any}
        """
        .formatted(id, within);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
