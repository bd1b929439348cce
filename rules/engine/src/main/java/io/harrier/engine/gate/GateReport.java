package io.harrier.engine.gate;

import io.harrier.engine.compile.Isolation;
import java.time.Duration;
import java.util.List;

/**
 * How a release was admitted.
 *
 * @param stages in the order in which they were passed
 * @param isolation of the process that compiled it
 * @param tests how many tests of its own it has
 * @param replay what it costs
 */
public record GateReport(
    List<PassedStage> stages, Isolation isolation, int tests, ReplayReport replay) {

  /** A stage, and how long it took. */
  public record PassedStage(Stage stage, Duration duration) {}

  public GateReport {
    stages = List.copyOf(stages);
  }

  /** All stages together. */
  public Duration duration() {
    return stages.stream().map(PassedStage::duration).reduce(Duration.ZERO, Duration::plus);
  }
}
