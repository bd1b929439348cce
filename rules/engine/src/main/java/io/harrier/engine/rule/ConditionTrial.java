package io.harrier.engine.rule;

import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.rule.RuleConditions.Alone;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Times the condition of each rule by itself, every part of it, whether or not the parts before it
 * hold: what a rule costs at worst on such facts.
 */
public final class ConditionTrial {
  private final RuleConditions conditions;
  private final List<RuleFact> facts;

  /** What rules are evaluated on: a transaction, and a session. */
  public record Sample(
      Transaction transaction, FeatureValues features, RiskScore risk, ClosedSession session) {}

  public ConditionTrial(
      RuleConditions conditions,
      RuleConstants constants,
      Supplier<TransactionFact> transactionFacts,
      List<Sample> samples) {
    this.conditions = conditions;
    this.facts = new ArrayList<>();
    for (Sample sample : samples) {
      TransactionFact transaction = transactionFacts.get();
      transaction.set(sample.transaction(), sample.features(), sample.risk(), new ListedValues());
      facts.add(transaction);
      SessionFact session = new SessionFact(constants);
      session.set(sample.session(), sample.risk());
      facts.add(session);
    }
  }

  public int rules() {
    return conditions.size();
  }

  /**
   * Nanoseconds that one evaluation of a rule's condition takes: the least mean of so many rounds
   * over all facts, so that what disturbs some rounds does not count.
   *
   * @param ticker nanoseconds
   */
  public double nanos(int rule, int rounds, LongSupplier ticker) {
    Alone condition = conditions.of(rule);
    double least = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      int evaluated = 0;
      long before = ticker.getAsLong();
      for (RuleFact fact : facts) {
        if (condition.concerns(fact)) {
          condition.holdsInParts(fact);
          evaluated++;
        }
      }
      long taken = ticker.getAsLong() - before;
      least = Math.min(least, (double) taken / Math.max(1, evaluated));
    }
    return least;
  }
}
