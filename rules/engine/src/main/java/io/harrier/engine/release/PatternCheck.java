package io.harrier.engine.release;

import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Whether a pattern means something, and something that can be matched within bounds. */
public final class PatternCheck {
  /** The longest chain of steps. */
  public static final int MAX_STEPS = 16;

  /**
   * In how many ways one match may come about: for each step, how many numbers of repeats it
   * allows, one more if it is optional; all multiplied.
   */
  public static final int MAX_WAYS = 1_024;

  /** How often one step can repeat. */
  public static final int MAX_TIMES = 32;

  private final PatternDefinition pattern;
  private final List<String> problems = new ArrayList<>();

  private PatternCheck(PatternDefinition pattern) {
    this.pattern = pattern;
  }

  /** What is wrong with a pattern, in words for its author; empty if nothing is. */
  public static List<String> problems(PatternDefinition pattern) {
    PatternCheck check = new PatternCheck(pattern);
    check.whole();
    check.order();
    check.closingAbsence();
    for (int i = 0; i < pattern.steps().size(); i++) {
      check.step(i);
    }
    return List.copyOf(check.problems);
  }

  /** Where a step stands, by its name. */
  public static OptionalInt position(PatternDefinition pattern, String step) {
    for (int i = 0; i < pattern.steps().size(); i++) {
      if (pattern.steps().get(i).name().equals(step)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether a step must not happen. */
  public static boolean isNegative(Step step) {
    return step.contiguity() == Contiguity.NOT_NEXT
        || step.contiguity() == Contiguity.NOT_FOLLOWED_BY;
  }

  private void whole() {
    if (pattern.within() <= 0) {
      problems.add("'within' is missing: without it, open matches would stay for ever");
    }
    if (pattern.steps().isEmpty()) {
      problems.add("has no steps");
    }
    long ways = 1;
    for (Step step : pattern.steps()) {
      long ofStep = Math.max(1, step.maxTimes() - step.minTimes() + 1L) + (step.optional() ? 1 : 0);
      ways = Math.min(Integer.MAX_VALUE, ways * ofStep);
    }
    if (ways > MAX_WAYS) {
      problems.add(
          "its optional steps and ranges of times can be met in %s ways, at most %d are allowed:"
                  .formatted(
                      ways == Integer.MAX_VALUE ? "countless" : Long.toString(ways), MAX_WAYS)
              + " write several sequences");
    }
    if (pattern.steps().size() > MAX_STEPS) {
      problems.add(
          "has " + pattern.steps().size() + " steps, at most " + MAX_STEPS + " are allowed");
    }
  }

  private void order() {
    List<Step> steps = pattern.steps();
    if (!steps.isEmpty() && steps.stream().allMatch(step -> isNegative(step) || step.optional())) {
      problems.add("no step must happen: at least one has to be neither optional nor negative");
    }
    if (!steps.isEmpty() && isNegative(steps.get(0))) {
      problems.add("the first step cannot be negative: say what the absence follows");
    }
    for (int i = 1; i < steps.size(); i++) {
      Step before = steps.get(i - 1);
      if (isNegative(steps.get(i)) && before.optional()) {
        problems.add(
            of(i) + "a negative step cannot follow the optional step '" + before.name() + "'");
      }
      if (isNegative(steps.get(i)) && isNegative(before)) {
        problems.add(
            of(i)
                + "two negative steps in a row: give both events the same mark, and name it once");
      }
      if (isNegative(before) && steps.subList(i, steps.size()).stream().allMatch(Step::optional)) {
        problems.add(
            of(i - 1) + "only optional steps follow it: it has to be the last, or to guard a step");
      }
    }
  }

  private void closingAbsence() {
    List<Step> steps = pattern.steps();
    if (steps.size() < 2
        || steps.get(steps.size() - 1).contiguity() != Contiguity.NOT_FOLLOWED_BY) {
      return;
    }
    // flink-cep would report the absence only if some transaction came after the repeats.
    if (steps.get(steps.size() - 2).minTimes() != steps.get(steps.size() - 2).maxTimes()) {
      problems.add(
          of(steps.size() - 2) + "before a closing 'not followed by', times must be one number");
    }
    // Such matches come true together, and which of them skips the others would be chance.
    if (pattern.skip() != SkipStrategy.NO_SKIP
        && steps.stream().anyMatch(step -> step.optional() || step.minTimes() != step.maxTimes())) {
      problems.add(
          "closes with 'not followed by' and has a step that is optional or repeats from one number"
              + " of times to another: several matches begin with the same transaction, so that it"
              + " cannot skip; write \"skip: none\", or two patterns");
    }
  }

  private void step(int position) {
    Step step = pattern.steps().get(position);
    if (position(pattern, step.name()).orElseThrow() != position) {
      problems.add(of(position) + "the name stands twice");
    }
    if (step.mark().isEmpty()) {
      problems.add(of(position) + "has no mark");
    }
    if (step.minTimes() < 1 || step.maxTimes() < step.minTimes() || step.maxTimes() > MAX_TIMES) {
      problems.add(
          of(position)
              + "times must satisfy 1 <= min <= max <= "
              + MAX_TIMES
              + ", not "
              + step.minTimes()
              + " and "
              + step.maxTimes());
    }
    if (isNegative(step) && (step.maxTimes() > 1 || step.optional())) {
      problems.add(of(position) + "a negative step has no times and is not optional");
    }
    Set<Condition> seen = new HashSet<>();
    for (Condition condition : step.conditions()) {
      if (!seen.add(condition)) {
        problems.add(of(position) + "the same comparison stands twice");
      }
      condition(position, condition);
    }
  }

  private void condition(int position, Condition condition) {
    Step step = pattern.steps().get(position);
    OptionalInt earlier = position(pattern, condition.step());
    if (earlier.isEmpty()) {
      problems.add(of(position) + "compares with '" + condition.step() + "', which is no step");
    } else if (earlier.getAsInt() > position) {
      problems.add(of(position) + "compares with '" + condition.step() + "', which comes later");
    } else if (earlier.getAsInt() == position && step.maxTimes() == 1) {
      problems.add(of(position) + "compares with itself, but does not repeat");
    } else if (isNegative(pattern.steps().get(earlier.getAsInt()))) {
      problems.add(
          of(position) + "compares with '" + condition.step() + "', which takes no transaction");
    }
    if (condition instanceof AmountRatio ratio
        && (ratio.min().signum() < 0 || ratio.min().compareTo(ratio.max()) > 0)) {
      problems.add(
          of(position)
              + "an amount ratio must satisfy 0 <= min <= max, not "
              + ratio.min().toPlainString()
              + " and "
              + ratio.max().toPlainString());
    }
    if (condition instanceof Speed speed
        && !(speed.minKmPerHour() > 0 && Double.isFinite(speed.minKmPerHour()))) {
      problems.add(of(position) + "a speed must be above 0 km/h, not " + speed.minKmPerHour());
    }
  }

  private String of(int position) {
    return "step '" + pattern.steps().get(position).name() + "': ";
  }
}
