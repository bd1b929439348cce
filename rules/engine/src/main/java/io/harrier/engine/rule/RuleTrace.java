package io.harrier.engine.rule;

import io.harrier.engine.release.RuleDefinition;
import java.util.List;

/**
 * Why a rule fired, or why not.
 *
 * @param fired whether every condition held
 * @param conditions those that all have to hold, in the order of the rule
 */
public record RuleTrace(RuleDefinition rule, boolean fired, List<ConditionTrace> conditions) {
  public RuleTrace {
    conditions = List.copyOf(conditions);
  }

  /** How many of the conditions did not hold. */
  public int failed() {
    return (int) conditions.stream().filter(condition -> !condition.held()).count();
  }
}
