package io.harrier.engine.sequence;

import java.util.List;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/** When a transaction serves a step: it carries the step's mark, and every comparison holds. */
final class StepCondition extends IterativeCondition<SequenceEvent> {
  private static final long serialVersionUID = 1L;

  private final int step;
  private final int[] earlierSteps;
  private final Comparison[] comparisons;

  /**
   * @param earlierSteps for each comparison the step it looks back to
   */
  StepCondition(int step, List<Integer> earlierSteps, List<Comparison> comparisons) {
    this.step = step;
    this.earlierSteps = earlierSteps.stream().mapToInt(Integer::intValue).toArray();
    this.comparisons = comparisons.toArray(Comparison[]::new);
  }

  @Override
  public boolean filter(SequenceEvent event, Context<SequenceEvent> context) throws Exception {
    if (!event.serves(step)) {
      return false;
    }
    for (int i = 0; i < comparisons.length; i++) {
      SequenceEvent earlier = last(context, earlierSteps[i]);
      // The first repeat of a step has nothing to be compared with.
      boolean holds =
          earlier == null ? earlierSteps[i] == step : comparisons[i].holds(earlier, event);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static SequenceEvent last(Context<SequenceEvent> context, int step) throws Exception {
    SequenceEvent last = null;
    for (SequenceEvent event : context.getEventsForPattern(PatternCompiler.stepName(step))) {
      last = event;
    }
    return last;
  }
}
