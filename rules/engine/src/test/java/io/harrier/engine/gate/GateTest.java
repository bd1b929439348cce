package io.harrier.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.engine.evaluate.TestResult;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.ReleaseFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  @TempDir static Path folder;
  private static Admitted admitted;

  @BeforeAll
  static void admit() throws InvalidReleaseException {
    admitted = new Gate().admit(ReleaseFixture.complete(folder));
  }

  @Test
  void everyStageIsPassedInOrder() {
    assertThat(admitted.report().stages())
        .extracting(GateReport.PassedStage::stage)
        .containsExactly(Stage.values());
    assertThat(admitted.report().tests()).isPositive();
    assertThat(admitted.report().isolation()).isEqualTo(new ReleaseCompiler().isolation());
  }

  @Test
  void everyRuleAndSequenceIsMeasured() {
    assertThat(admitted.report().replay().rules())
        .extracting(Cost::id)
        .containsExactlyElementsOf(
            admitted.definition().rules().stream().map(rule -> rule.id()).toList());
    assertThat(admitted.report().replay().sequences())
        .hasSameSizeAs(admitted.definition().patterns());
    assertThat(admitted.report().replay().dearest(100))
        .allSatisfy(cost -> assertThat(cost.nanos()).isPositive());
    assertThat(admitted.report().replay().nanosPerTransaction()).isPositive();
  }

  @Test
  void theBundleIsWhatTasksLoad() throws Exception {
    try (LoadedRelease loaded = LoadedRelease.load(admitted.compiled().bundle())) {
      assertThat(loaded.definition()).isEqualTo(admitted.definition());
    }
  }

  @Test
  void whatCostsMoreThanItsBudgetIsRefusedByName() {
    InvalidReleaseException refusal =
        catchThrowableOfType(
            InvalidReleaseException.class,
            () -> new Gate(new CostBudget(1, 1, Long.MAX_VALUE)).admit(folder));
    assertThat(refusal.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("rules.drl");
              assertThat(problem.line()).isPositive();
              assertThat(problem.message())
                  .matches("the rule \"large-payment\" takes [\\d,]+ ns for one evaluation, .*");
            })
        .anySatisfy(
            problem ->
                assertThat(problem.toString())
                    .startsWith("patterns.yaml: the sequence \"")
                    .contains(" for one transaction, at most 1 are allowed"));
    assertThat(
            catchThrowableOfType(
                InvalidReleaseException.class,
                () -> new Gate(new CostBudget(Long.MAX_VALUE, Long.MAX_VALUE, 1)).admit(folder)))
        .hasMessageContaining("the release takes")
        .hasMessageContaining("the dearest are");
  }

  @Test
  void testsTellWhatWasExpectedAndWhatWasRaised(@TempDir Path other) throws Exception {
    ReleaseFixture.complete(other);
    Files.writeString(
        other.resolve("tests/more.yaml"),
        """
        - name: nothing happens
          events:
            - {at: 0s, amount: 900}
        """);
    List<TestResult> results = new Gate().test(other);
    assertThat(results).filteredOn(result -> !result.passed()).hasSize(1);
    TestResult failed =
        results.stream().filter(result -> !result.passed()).findFirst().orElseThrow();
    assertThat(failed.test().name()).isEqualTo("nothing happens");
    assertThat(failed.steps().get(0).expectedIds()).isEmpty();
    assertThat(failed.steps().get(0).raisedIds()).contains("large-payment");
    assertThat(failed.problems().get(0).toString())
        .startsWith("tests/more.yaml:3: \"nothing happens\": expected [], raised [");
  }
}
