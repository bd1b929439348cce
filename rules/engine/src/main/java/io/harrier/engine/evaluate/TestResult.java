package io.harrier.engine.evaluate;

import io.harrier.engine.release.Problem;
import io.harrier.engine.release.TestCase;
import io.harrier.model.Alert;
import java.util.List;

/** What came of a release's test, step by step. */
public record TestResult(TestCase test, List<StepResult> steps) {
  public TestResult {
    steps = List.copyOf(steps);
  }

  /**
   * What was raised at one step.
   *
   * @param step what happened, and what was expected of it
   */
  public record StepResult(TestCase.Step step, List<Alert> raised) {
    public StepResult {
      raised = List.copyOf(raised);
    }

    /** Ids of rules and sequences that should have raised an alert, sorted. */
    public List<String> expectedIds() {
      return step.alerts().stream().sorted().toList();
    }

    /** Ids of rules and sequences that raised an alert, sorted. */
    public List<String> raisedIds() {
      return raised.stream().map(Alert::ruleId).sorted().toList();
    }

    public boolean passed() {
      return expectedIds().equals(raisedIds());
    }
  }

  public boolean passed() {
    return steps.stream().allMatch(StepResult::passed);
  }

  /** What came out differently, by file and line. */
  public List<Problem> problems() {
    return steps.stream()
        .filter(step -> !step.passed())
        .map(
            step ->
                new Problem(
                    test.file(),
                    step.step().line(),
                    "\"%s\": expected %s, raised %s"
                        .formatted(test.name(), step.expectedIds(), step.raisedIds())))
        .toList();
  }
}
