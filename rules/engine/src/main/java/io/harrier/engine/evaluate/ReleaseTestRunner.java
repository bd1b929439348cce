package io.harrier.engine.evaluate;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.engine.evaluate.TestResult.StepResult;
import io.harrier.engine.lists.EntityLists;
import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.release.Problem;
import io.harrier.engine.release.TestCase;
import io.harrier.engine.release.TestCase.Arrival;
import io.harrier.engine.release.TestCase.Silence;
import io.harrier.engine.release.TestCase.Step;
import io.harrier.model.Alert;
import io.harrier.model.RiskScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the tests of a release against the release, compiled. */
public final class ReleaseTestRunner {
  /** Time passes at once, and nothing is refused for being late. */
  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(
          Duration.ZERO,
          LateStrategy.EVALUATE,
          EvaluationSettings.DEFAULT.deduplicationHorizon(),
          EvaluationSettings.DEFAULT.maxEventsPerUser(),
          EvaluationSettings.DEFAULT.maxOpenMatchesPerUser(),
          EvaluationSettings.DEFAULT.caseGap());

  private ReleaseTestRunner() {}

  /**
   * What came out differently from what the tests expect, by file and line; empty if all is well.
   */
  public static List<Problem> run(LoadedRelease release, List<TestCase> tests) {
    return results(release, tests).stream().flatMap(result -> result.problems().stream()).toList();
  }

  /** What came of every test. */
  public static List<TestResult> results(LoadedRelease release, List<TestCase> tests) {
    try (ReleaseEvaluator evaluator =
        new ReleaseEvaluator(release, release.definition().name() + "@test", SETTINGS)) {
      return tests.stream().map(test -> run(evaluator, test)).toList();
    }
  }

  private static TestResult run(ReleaseEvaluator evaluator, TestCase test) {
    UserState state = new UserState();
    RiskScore risk = test.risk().orElse(null);
    ListLookup lists = EntityLists.of(test.lists());
    List<StepResult> steps = new ArrayList<>();
    for (Step step : test.steps()) {
      steps.add(new StepResult(step, raised(evaluator, state, risk, lists, step)));
    }
    return new TestResult(test, steps);
  }

  private static List<Alert> raised(
      ReleaseEvaluator evaluator, UserState state, RiskScore risk, ListLookup lists, Step step) {
    if (step instanceof Arrival arrival) {
      long now = arrival.transaction().eventTime();
      return evaluator.evaluate(state, arrival.transaction(), risk, lists, now).alerts();
    }
    long time = ((Silence) step).time();
    return evaluator.advance(state, TestCase.USER_ID, risk, time, time);
  }
}
