package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Declares patterns shortly: the mark of a step is its name in upper case. */
final class PatternBuilder {
  private final String id;
  private final long within;
  private final List<Step> steps = new ArrayList<>();
  private SkipStrategy skip = SkipStrategy.NO_SKIP;
  private int score = 50;

  private PatternBuilder(String id, long within) {
    this.id = id;
    this.within = within;
  }

  static PatternBuilder pattern(String id, long within) {
    return new PatternBuilder(id, within);
  }

  PatternBuilder skip(SkipStrategy strategy) {
    skip = strategy;
    return this;
  }

  PatternBuilder score(int value) {
    score = value;
    return this;
  }

  PatternBuilder begin(String step, Condition... conditions) {
    return step(step, Contiguity.FOLLOWED_BY, conditions);
  }

  PatternBuilder next(String step, Condition... conditions) {
    return step(step, Contiguity.NEXT, conditions);
  }

  PatternBuilder followedBy(String step, Condition... conditions) {
    return step(step, Contiguity.FOLLOWED_BY, conditions);
  }

  PatternBuilder notNext(String step, Condition... conditions) {
    return step(step, Contiguity.NOT_NEXT, conditions);
  }

  PatternBuilder notFollowedBy(String step, Condition... conditions) {
    return step(step, Contiguity.NOT_FOLLOWED_BY, conditions);
  }

  PatternBuilder step(String name, Contiguity contiguity, Condition... conditions) {
    steps.add(
        new Step(
            name, contiguity, name.toUpperCase(Locale.ROOT), 1, 1, false, List.of(conditions)));
    return this;
  }

  /** Of the step declared last. */
  PatternBuilder times(int min, int max) {
    Step last = steps.remove(steps.size() - 1);
    steps.add(
        new Step(
            last.name(),
            last.contiguity(),
            last.mark(),
            min,
            max,
            last.optional(),
            last.conditions()));
    return this;
  }

  /** Of the step declared last. */
  PatternBuilder optional() {
    Step last = steps.remove(steps.size() - 1);
    steps.add(
        new Step(
            last.name(),
            last.contiguity(),
            last.mark(),
            last.minTimes(),
            last.maxTimes(),
            true,
            last.conditions()));
    return this;
  }

  /** Of the step declared last. */
  PatternBuilder mark(String mark) {
    Step last = steps.remove(steps.size() - 1);
    steps.add(
        new Step(
            last.name(),
            last.contiguity(),
            mark,
            last.minTimes(),
            last.maxTimes(),
            last.optional(),
            last.conditions()));
    return this;
  }

  PatternDefinition build() {
    return new PatternDefinition(id, Severity.HIGH, score, "reason", within, skip, steps);
  }
}
