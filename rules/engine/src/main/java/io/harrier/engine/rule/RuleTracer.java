package io.harrier.engine.rule;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Says of each rule on transactions, condition by condition, why it fires or not. */
public final class RuleTracer {
  private static final RuleConstants NO_CONSTANTS =
      new RuleConstants(List.of(), List.of(), List.of(), List.of());

  private final ReleaseDefinition release;
  private final PropertyReader properties;
  private final Map<Property, Function<RuleFact, Object>> readers = new HashMap<>();

  public RuleTracer(ReleaseDefinition release) {
    this.release = release;
    this.properties = new PropertyReader(release);
  }

  /**
   * Rules on transactions, in the order of the release.
   *
   * @param risk may be {@code null}: the user has no score
   * @param listed what of the transaction is on the lists
   */
  public List<RuleTrace> trace(
      Transaction transaction, FeatureValues features, RiskScore risk, ListedValues listed) {
    TransactionFact fact = new TransactionFact(NO_CONSTANTS);
    fact.set(transaction, features, risk, listed);
    ConditionTracer tracer =
        new ConditionTracer(
            property -> readers.computeIfAbsent(property, properties::reader).apply(fact));
    return release.rules().stream()
        .filter(rule -> rule.scope() == Scope.TRANSACTION)
        .map(rule -> trace(rule, tracer))
        .toList();
  }

  private static RuleTrace trace(RuleDefinition rule, ConditionTracer tracer) {
    List<Expression> terms =
        rule.condition() instanceof And and ? and.terms() : List.of(rule.condition());
    List<ConditionTrace> conditions = terms.stream().map(tracer::trace).toList();
    return new RuleTrace(rule, conditions.stream().allMatch(ConditionTrace::held), conditions);
  }
}
