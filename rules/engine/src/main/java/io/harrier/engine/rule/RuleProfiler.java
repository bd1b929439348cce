package io.harrier.engine.rule;

import io.harrier.engine.rule.RuleConditions.Alone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/** Counts the matches of each rule, and times each condition on a sample of the facts. */
final class RuleProfiler {
  /** One fact in so many is a sample: a hundred rules then cost ten nanoseconds a fact. */
  static final int FACTS_PER_SAMPLE = 1024;

  /** Of so many samples of a rule the median is taken: a thread that had to wait spoils a mean. */
  static final int KEPT = 31;

  // configuration
  private final List<String> ruleIds;
  private final RuleConditions conditions;
  private final LongSupplier ticker;

  // runtime
  private final long[] matches;
  private final long[] samples;

  /** The last samples of each rule, {@link #KEPT} places for each. */
  private final int[] nanos;

  private int facts;

  /** Where the next sample begins: the first rule pays for memory that has not been touched. */
  private int first;

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
    nanos = new int[KEPT * ruleIds.size()];
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
    int rules = conditions.size();
    long before = ticker.getAsLong();
    for (int i = 0; i < rules; i++) {
      int rule = (first + i) % rules;
      Alone condition = conditions.of(rule);
      if (condition.concerns(fact)) {
        evaluate(condition, fact);
        long after = ticker.getAsLong();
        int place = (int) (samples[rule]++ % KEPT);
        nanos[rule * KEPT + place] = (int) Math.min(Integer.MAX_VALUE, after - before);
        before = after;
      }
    }
    first = rules == 0 ? 0 : (first + 1) % rules;
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
      profiles.add(new RuleProfile(ruleIds.get(rule), matches[rule], samples[rule], median(rule)));
    }
    return profiles;
  }

  private int median(int rule) {
    int kept = (int) Math.min(KEPT, samples[rule]);
    int[] sorted = Arrays.copyOfRange(nanos, rule * KEPT, rule * KEPT + kept);
    Arrays.sort(sorted);
    return kept == 0 ? 0 : sorted[kept / 2];
  }
}
