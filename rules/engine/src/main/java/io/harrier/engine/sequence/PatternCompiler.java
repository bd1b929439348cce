package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternCheck;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.AmountRatio;
import io.harrier.engine.release.PatternDefinition.Condition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.DifferentFrom;
import io.harrier.engine.release.PatternDefinition.SameAs;
import io.harrier.engine.release.PatternDefinition.SkipStrategy;
import io.harrier.engine.release.PatternDefinition.Speed;
import io.harrier.engine.release.PatternDefinition.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFAStateNameHandler;
import org.apache.flink.cep.pattern.Pattern;

/** From a pattern as an analyst declares it to flink-cep's. Steps are named by their position. */
final class PatternCompiler {
  private final PatternDefinition definition;
  private final EventLayout layout;

  private PatternCompiler(PatternDefinition definition, EventLayout layout) {
    this.definition = definition;
    this.layout = layout;
  }

  static Pattern<SequenceEvent, ?> compile(PatternDefinition definition, EventLayout layout) {
    return new PatternCompiler(definition, layout).compile();
  }

  /** How flink-cep calls a step: short, because its state repeats the name often. */
  static String stepName(int position) {
    return Integer.toString(position);
  }

  /** The step that a state of flink-cep's belongs to: of a step that repeats there are several. */
  static int stepPosition(String stateName) {
    return Integer.parseInt(NFAStateNameHandler.getOriginalNameFromInternal(stateName));
  }

  static AfterMatchSkipStrategy skip(SkipStrategy strategy) {
    return switch (strategy) {
      case NO_SKIP -> AfterMatchSkipStrategy.noSkip();
      case SKIP_TO_NEXT -> AfterMatchSkipStrategy.skipToNext();
      case SKIP_PAST_LAST_EVENT -> AfterMatchSkipStrategy.skipPastLastEvent();
    };
  }

  private Pattern<SequenceEvent, ?> compile() {
    List<Step> steps = definition.steps();
    Pattern<SequenceEvent, SequenceEvent> pattern =
        quantified(Pattern.begin(stepName(0), skip(definition.skip())), 0);
    for (int i = 1; i < steps.size(); i++) {
      pattern = quantified(append(pattern, steps.get(i).contiguity(), stepName(i)), i);
    }
    return pattern.within(Duration.ofMillis(definition.within()));
  }

  private static Pattern<SequenceEvent, SequenceEvent> append(
      Pattern<SequenceEvent, SequenceEvent> pattern, Contiguity contiguity, String name) {
    return switch (contiguity) {
      case NEXT -> pattern.next(name);
      case FOLLOWED_BY -> pattern.followedBy(name);
      case NOT_NEXT -> pattern.notNext(name);
      case NOT_FOLLOWED_BY -> pattern.notFollowedBy(name);
    };
  }

  private Pattern<SequenceEvent, SequenceEvent> quantified(
      Pattern<SequenceEvent, SequenceEvent> pattern, int position) {
    Step step = definition.steps().get(position);
    Pattern<SequenceEvent, SequenceEvent> result = pattern.where(condition(position));
    if (step.maxTimes() > 1) {
      result = result.times(step.minTimes(), step.maxTimes());
      if (step.contiguity() == Contiguity.NEXT) {
        result = result.consecutive();
      }
    }
    return step.optional() ? result.optional() : result;
  }

  private StepCondition condition(int position) {
    List<Integer> earlierSteps = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Condition condition : definition.steps().get(position).conditions()) {
      earlierSteps.add(position(condition.step()));
      comparisons.add(comparison(condition));
    }
    return new StepCondition(position, earlierSteps, comparisons);
  }

  private int position(String name) {
    return PatternCheck.position(definition, name)
        .orElseThrow(
            () -> new IllegalStateException("pattern " + definition.id() + " has no step " + name));
  }

  private Comparison comparison(Condition condition) {
    if (condition instanceof SameAs same) {
      return new Comparison.SameValue(layout.indexOf(same.field()));
    }
    if (condition instanceof DifferentFrom different) {
      return new Comparison.DifferentValue(layout.indexOf(different.field()));
    }
    if (condition instanceof AmountRatio ratio) {
      return new Comparison.RatioBetween(ratio.min(), ratio.max());
    }
    if (condition instanceof Speed speed) {
      return new Comparison.AtLeastKmPerHour(speed.minKmPerHour());
    }
    throw new IllegalStateException("unknown condition " + condition);
  }
}
