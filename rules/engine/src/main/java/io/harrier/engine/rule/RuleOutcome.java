package io.harrier.engine.rule;

import java.util.List;
import java.util.Set;

/**
 * What the rules said of one transaction or session.
 *
 * @param alerts in the order of the rules in the release
 * @param marks names given to the transaction, for sequences
 */
public record RuleOutcome(List<FiredAlert> alerts, Set<String> marks) {
  public static final RuleOutcome NOTHING = new RuleOutcome(List.of(), Set.of());
}
