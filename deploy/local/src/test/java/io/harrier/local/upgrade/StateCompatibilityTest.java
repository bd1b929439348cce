package io.harrier.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.JobDescription;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateCompatibilityTest {
  private static final Map<String, Integer> FORMATS = Map.of("user", 2, "alert", 1);

  @Test
  void theSameJobTakesOverEverything() {
    JobDescription job = job(FORMATS, "read", "evaluate");

    assertThat(between(job, job, state("read"), state("evaluate")))
        .isEqualTo(new StateCompatibility(List.of(), List.of(), List.of()));
  }

  @Test
  void namesWhatIsDroppedByTheJarThatRuns() {
    assertThat(
            between(
                    job(FORMATS, "read", "evaluate"),
                    job(FORMATS, "evaluate"),
                    state("read"),
                    state("evaluate"))
                .dropped())
        .containsExactly("read");
  }

  @Test
  void namesWhatIsDroppedByTheSnapshotOrByItsIdWhereNoJarKnowsIt() {
    JobDescription job = job(FORMATS, "evaluate");

    assertThat(
            between(
                    job,
                    job,
                    new SnapshotState("0c", Optional.of("sessions"), 10),
                    new SnapshotState("0d", Optional.empty(), 10))
                .dropped())
        .containsExactly("operator 0d", "sessions");
  }

  @Test
  void anOperatorWithoutStateIsNotMissed() {
    assertThat(between(job(FORMATS, "read", "map"), job(FORMATS, "read"), state("read")).dropped())
        .isEmpty();
  }

  @Test
  void namesWhatBeginsEmpty() {
    assertThat(between(job(FORMATS, "read"), job(FORMATS, "read", "count"), state("read")).added())
        .containsExactly("count");
  }

  @Test
  void namesStatesThatAnOperatorOfBothHasInOneOnly() {
    JobDescription fewer = job(new JobDescription.Operator("1", "evaluate", states("user")));
    JobDescription more = job(new JobDescription.Operator("1", "evaluate", states("user", "held")));

    assertThat(between(more, fewer))
        .isEqualTo(new StateCompatibility(List.of("held of evaluate"), List.of(), List.of()));
    assertThat(between(fewer, more))
        .isEqualTo(new StateCompatibility(List.of(), List.of("held of evaluate"), List.of()));
  }

  @Test
  void statesAreNotComparedWithAJarThatDoesNotNameThem() {
    JobDescription silent = job(new JobDescription.Operator("1", "evaluate", Optional.empty()));
    JobDescription naming = job(new JobDescription.Operator("1", "evaluate", states("user")));
    StateCompatibility nothing = new StateCompatibility(List.of(), List.of(), List.of());

    assertThat(between(silent, naming)).isEqualTo(nothing);
    assertThat(between(naming, silent)).isEqualTo(nothing);
  }

  @Test
  void aFormatMayBecomeNewerAndMayBeAdded() {
    assertThat(
            between(
                    job(FORMATS, "read"),
                    job(Map.of("user", 3, "alert", 1, "device", 1), "read"),
                    state("read"))
                .unreadable())
        .isEmpty();
  }

  @Test
  void namesFormatsThatTheNewJarIsTooOldFor() {
    assertThat(
            between(job(FORMATS, "read"), job(Map.of("user", 1), "read"), state("read"))
                .unreadable())
        .containsExactly("alert 1 (unknown to the new jar)", "user 2 (the new jar reads up to 1)");
  }

  @Test
  void formatsAreNotComparedWithoutTheJarThatRuns() {
    assertThat(
            StateCompatibility.between(
                List.of(state("read")), Optional.empty(), job(Map.of(), "read")))
        .isEqualTo(new StateCompatibility(List.of(), List.of(), List.of()));
  }

  private static StateCompatibility between(
      JobDescription present, JobDescription next, SnapshotState... state) {
    return StateCompatibility.between(List.of(state), Optional.of(present), next);
  }

  private static JobDescription job(Map<String, Integer> formats, String... uids) {
    return new JobDescription(
        "job",
        "1",
        1,
        Arrays.stream(uids)
            .map(uid -> new JobDescription.Operator(id(uid), uid, Optional.empty()))
            .toList(),
        formats);
  }

  private static JobDescription job(JobDescription.Operator operator) {
    return new JobDescription("job", "1", 1, List.of(operator), Map.of());
  }

  private static Optional<Set<String>> states(String... names) {
    return Optional.of(Set.of(names));
  }

  private static SnapshotState state(String uid) {
    return new SnapshotState(id(uid), Optional.empty(), 10);
  }

  private static String id(String uid) {
    return "id-of-" + uid;
  }
}
