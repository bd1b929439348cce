package io.harrier.engine.rule;

import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.RaiseAlert;
import io.harrier.engine.rule.RuleConditions.Alone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongSupplier;

/** Counts the matches of each rule, and times each condition on a sample of the facts. */
final class RuleProfiler {
  /** One fact in so many is a sample: a hundred rules then cost ten nanoseconds a fact. */
  static final int FACTS_PER_SAMPLE = 1024;

  /** Where facts are rare, or evaluating them takes long, a sample is taken after so long. */
  static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  /** After so many facts there is a look at the clock; a power of two. */
  static final int FACTS_PER_LOOK = 8;

  private static final long LONGEST_WAIT_NANOS = LONGEST_WAIT.toNanos();

  // configuration
  private final List<RuleDefinition> rules;
  private final RuleConditions conditions;
  private final LongSupplier ticker;
  private final BitSet off;

  // runtime
  private final long[] matches;
  private final long[] lastMatchAt;
  private final CostSamples costs;
  private long transactions;
  private long sessions;

  private int facts;
  private boolean due;
  private long sampledAt;
  private int rounds;

  /** Where the next sample begins: the first rule pays for memory that has not been touched. */
  private int first;

  /**
   * @param ticker nanoseconds
   * @param off rules that are not evaluated; another's to change
   */
  RuleProfiler(
      List<RuleDefinition> rules, RuleConditions conditions, LongSupplier ticker, BitSet off) {
    if (rules.size() != conditions.size()) {
      throw new IllegalArgumentException(
          rules.size() + " rules have " + conditions.size() + " compiled conditions");
    }
    this.rules = List.copyOf(rules);
    this.conditions = conditions;
    this.ticker = ticker;
    this.off = off;
    matches = new long[rules.size()];
    lastMatchAt = new long[rules.size()];
    Arrays.fill(lastMatchAt, RuleProfile.NEVER);
    costs = new CostSamples(rules.size());
    sampledAt = ticker.getAsLong();
  }

  /** To be called when the rules have been evaluated; what has fired are rules that are on. */
  void evaluated(RuleFact fact, long eventTime) {
    for (int i = 0; i < fact.firedCount(); i++) {
      matches[fact.fired(i)]++;
      lastMatchAt[fact.fired(i)] = eventTime;
    }
    if (fact instanceof TransactionFact) {
      transactions++;
    } else {
      sessions++;
    }
    facts++;
    if (due || facts >= FACTS_PER_SAMPLE) {
      sample(fact);
    } else if ((facts & (FACTS_PER_LOOK - 1)) == 0) {
      // The next fact, not this one: the one that time passes with is likely to be a slow one.
      due = ticker.getAsLong() - sampledAt >= LONGEST_WAIT_NANOS;
    }
  }

  private void sample(RuleFact fact) {
    int size = conditions.size();
    long before = ticker.getAsLong();
    for (int i = 0; i < size; i++) {
      int rule = (first + i) % size;
      Alone condition = conditions.of(rule);
      if (condition.concerns(fact) && !off.get(rule)) {
        evaluate(condition, fact);
        long after = ticker.getAsLong();
        costs.add(rule, after - before);
        before = after;
      }
    }
    first = size == 0 ? 0 : (first + 1) % size;
    facts = 0;
    due = false;
    sampledAt = before;
    rounds++;
  }

  private static void evaluate(Alone condition, RuleFact fact) {
    try {
      condition.holds(fact);
    } catch (Exception e) {
      throw new IllegalStateException("a condition failed that Drools evaluated before", e);
    }
  }

  /** How many facts were samples so far; wraps around. */
  int rounds() {
    return rounds;
  }

  List<RuleProfile> profiles() {
    List<RuleProfile> profiles = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      RuleDefinition rule = rules.get(i);
      profiles.add(
          new RuleProfile(
              rule.id(),
              rule.actions().stream().anyMatch(RaiseAlert.class::isInstance),
              rule.scope() == RuleDefinition.Scope.SESSION ? sessions : transactions,
              matches[i],
              lastMatchAt[i],
              costs.count(i),
              costs.median(i)));
    }
    return profiles;
  }
}
