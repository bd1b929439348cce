package io.harrier.engine.rule;

import io.harrier.engine.rule.RuleConditions.Alone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Counts the matches of each rule, and times each condition on a sample of the facts. */
final class RuleProfiler {
  /** One fact in so many is a sample: a hundred rules then cost ten nanoseconds a fact. */
  static final int FACTS_PER_SAMPLE = 1024;

  // configuration
  private final List<String> ruleIds;
  private final RuleConditions conditions;
  private final LongSupplier ticker;

  // runtime
  private final long[] matches;
  private final long[] samples;
  private final long[] nanos;
  private int facts;

  /**
   * @param ticker nanoseconds
   */
  RuleProfiler(List<String> ruleIds, RuleConditions conditions, LongSupplier ticker) {
    if (ruleIds.size() != conditions.size()) {
      throw new IllegalArgumentException(
          ruleIds.size() + " rules have " + conditions.size() + " compiled conditions");
    }
    this.ruleIds = List.copyOf(ruleIds);
    this.conditions = conditions;
    this.ticker = ticker;
    matches = new long[ruleIds.size()];
    samples = new long[ruleIds.size()];
    nanos = new long[ruleIds.size()];
  }

  /** To be called when the rules have been evaluated. */
  void evaluated(RuleFact fact) {
    for (int i = 0; i < fact.firedCount(); i++) {
      matches[fact.fired(i)]++;
    }
    if (++facts == FACTS_PER_SAMPLE) {
      facts = 0;
      sample(fact);
    }
  }

  private void sample(RuleFact fact) {
    long before = ticker.getAsLong();
    for (int rule = 0; rule < conditions.size(); rule++) {
      Alone condition = conditions.of(rule);
      if (condition.concerns(fact)) {
        evaluate(condition, fact);
        long after = ticker.getAsLong();
        nanos[rule] += after - before;
        samples[rule]++;
        before = after;
      }
    }
  }

  private static void evaluate(Alone condition, RuleFact fact) {
    try {
      condition.holds(fact);
    } catch (Exception e) {
      throw new IllegalStateException("a condition failed that Drools evaluated before", e);
    }
  }

  List<RuleProfile> profiles() {
    List<RuleProfile> profiles = new ArrayList<>(ruleIds.size());
    for (int rule = 0; rule < ruleIds.size(); rule++) {
      profiles.add(new RuleProfile(ruleIds.get(rule), matches[rule], samples[rule], nanos[rule]));
    }
    return profiles;
  }
}
