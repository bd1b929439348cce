package io.harrier.engine.sequence;

import io.harrier.engine.release.PatternCheck;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.PatternDefinition.Contiguity;
import io.harrier.engine.release.PatternDefinition.Step;
import io.harrier.model.Transaction;
import java.util.List;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;

/** A pattern, compiled: its NFA, and what decides whether the NFA has to run at all. */
final class PatternProgram {
  private final PatternDefinition definition;
  private final long hash;
  private final EventLayout layout;
  private final NFA<SequenceEvent> nfa;
  private final AfterMatchSkipStrategy skip;
  private final long startingSteps;
  private final long negativeSteps;
  private final boolean strict;

  /** Whether it matches when time has passed: the last step is {@code not followed by}. */
  private final boolean absence;

  /**
   * @throws IllegalArgumentException if the pattern has problems
   */
  PatternProgram(PatternDefinition definition) {
    List<String> problems = PatternCheck.problems(definition);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "pattern '" + definition.id() + "': " + String.join("; ", problems));
    }
    this.definition = definition;
    this.hash = PatternHash.of(definition);
    this.layout = EventLayout.of(definition);
    this.nfa =
        NFACompiler.compileFactory(PatternCompiler.compile(definition, layout), false).createNFA();
    this.skip = PatternCompiler.skip(definition.skip());

    List<Step> steps = definition.steps();
    long starting = 1;
    for (int i = 1; i < steps.size() && steps.get(i - 1).optional(); i++) {
      starting |= 1L << i;
    }
    long negative = 0;
    boolean anyStrict = steps.get(0).contiguity() == Contiguity.NEXT && steps.get(0).maxTimes() > 1;
    for (int i = 1; i < steps.size(); i++) {
      if (PatternCheck.isNegative(steps.get(i))) {
        negative |= 1L << i;
      }
      Contiguity contiguity = steps.get(i).contiguity();
      anyStrict |= contiguity == Contiguity.NEXT || contiguity == Contiguity.NOT_NEXT;
    }
    this.startingSteps = starting;
    this.negativeSteps = negative;
    this.strict = anyStrict;
    this.absence = steps.get(steps.size() - 1).contiguity() == Contiguity.NOT_FOLLOWED_BY;
  }

  PatternDefinition definition() {
    return definition;
  }

  /** Names the pattern in state. */
  long hash() {
    return hash;
  }

  NFA<SequenceEvent> nfa() {
    return nfa;
  }

  AfterMatchSkipStrategy skip() {
    return skip;
  }

  long within() {
    return definition.within();
  }

  SequenceEvent event(Transaction transaction, long steps) {
    return layout.event(transaction, steps);
  }

  /** Whether a transaction that serves these steps can begin a match. */
  boolean starts(long steps) {
    return (steps & startingSteps) != 0;
  }

  /** Whether a step must, or must not, be the very next transaction: then every one counts. */
  boolean isStrict() {
    return strict;
  }

  /**
   * Whether what lies between two steps matters: then a transaction that arrives after a newer one
   * can break a match, and cannot become part of one.
   */
  boolean needsOrder() {
    return strict || negativeSteps != 0;
  }

  /** The steps that a transaction which arrives after a newer one may serve. */
  long outOfOrder(long steps) {
    return needsOrder() ? steps & negativeSteps : steps;
  }

  /** Whether an open match that has run out of time must be kept until all its time has arrived. */
  boolean keepsOverdue() {
    return absence || !needsOrder();
  }

  boolean isOverdue(ComputationState match, long time) {
    return match.getStartEventID() != null && time - match.getStartTimestamp() >= within();
  }

  /** When what these transactions match has come true. */
  long eventTime(SequenceEvent first, SequenceEvent last) {
    return absence ? first.eventTime() + within() : last.eventTime();
  }
}
