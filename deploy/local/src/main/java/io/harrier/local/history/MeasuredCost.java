package io.harrier.local.history;

import io.harrier.backtest.report.TrialCost;
import io.harrier.local.health.RuleHealth;
import java.util.List;
import java.util.Optional;

/** What a release on trial costs beside the live one, by what the running job has measured. */
final class MeasuredCost {
  private MeasuredCost() {}

  /**
   * @param tried the rules and sequences of the release on trial
   * @param live those of the live one
   * @return empty without figures of both
   */
  static Optional<TrialCost> of(List<RuleHealth> tried, List<RuleHealth> live) {
    if (tried.isEmpty() || live.isEmpty()) {
      return Optional.empty();
    }
    List<String> quarantined =
        tried.stream().filter(rule -> rule.quarantinedIn() > 0).map(RuleHealth::ruleId).toList();
    return Optional.of(new TrialCost(medianNanos(tried), medianNanos(live), quarantined));
  }

  private static long medianNanos(List<RuleHealth> rules) {
    return rules.stream()
        .mapToLong(RuleHealth::costNanos)
        .sorted()
        .skip(rules.size() / 2)
        .findFirst()
        .orElse(0);
  }
}
