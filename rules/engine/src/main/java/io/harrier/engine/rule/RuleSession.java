package io.harrier.engine.rule;

import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.drools.core.impl.EnvironmentFactory;
import org.drools.core.impl.RuleBaseFactory;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.api.runtime.rule.FactHandle;

/** A reused Drools session over a release's rules; for one thread. */
public final class RuleSession implements AutoCloseable {
  // configuration
  private final KieBase rules;
  private final List<PreparedRule> prepared;

  // runtime
  private final TransactionFact transactionFact;
  private final SessionFact sessionFact;
  private final RuleProfiler profiler;
  private final ListedValues nothingListed = new ListedValues();
  private KieSession session;

  /**
   * @param rules compiled from the release, rule by rule in its order
   * @param constants what the compiled rules compare with
   * @param conditions of the same rules
   * @param transactionFact of the class that the compiled rules look at; for this session alone
   */
  public RuleSession(
      KieBase rules,
      ReleaseDefinition release,
      RuleConstants constants,
      RuleConditions conditions,
      TransactionFact transactionFact) {
    this.rules = rules;
    PropertyReader reader = new PropertyReader(release);
    this.prepared =
        release.rules().stream().map(rule -> PreparedRule.of(rule, release, reader)).toList();
    this.transactionFact = transactionFact;
    this.sessionFact = new SessionFact(constants);
    this.profiler =
        new RuleProfiler(
            release.rules().stream().map(RuleDefinition::id).toList(),
            conditions,
            System::nanoTime);
    this.session = newSession();
  }

  /** Without locks: a session is for one thread. */
  private KieSession newSession() {
    return EngineContext.call(
        () -> {
          KieSessionConfiguration configuration =
              RuleBaseFactory.newKnowledgeSessionConfiguration();
          configuration.setOption(ThreadSafeOption.NO);
          return rules.newKieSession(configuration, EnvironmentFactory.newEnvironment());
        });
  }

  /**
   * Evaluates a transaction of which nothing is listed.
   *
   * @param risk may be {@code null}: the user has no score
   */
  public RuleOutcome evaluate(Transaction transaction, FeatureValues features, RiskScore risk) {
    return evaluate(transaction, features, risk, nothingListed);
  }

  /**
   * @param risk may be {@code null}: the user has no score
   * @param listed what of the transaction is on the lists
   */
  public RuleOutcome evaluate(
      Transaction transaction, FeatureValues features, RiskScore risk, ListedValues listed) {
    transactionFact.set(transaction, features, risk, listed);
    return evaluate(transactionFact);
  }

  /**
   * @param risk may be {@code null}: the user has no score
   */
  public RuleOutcome evaluate(ClosedSession closed, RiskScore risk) {
    sessionFact.set(closed, risk);
    return evaluate(sessionFact);
  }

  private RuleOutcome evaluate(RuleFact fact) {
    boolean completed = false;
    try {
      FactHandle handle = session.insert(fact);
      session.fireAllRules(prepared.size());
      session.delete(handle);
      completed = true;
    } finally {
      if (!completed) {
        renew();
      }
    }
    profiler.evaluated(fact);
    return fact.firedCount() == 0 ? RuleOutcome.NOTHING : outcome(fact);
  }

  /** A session in which something failed may still hold the fact. */
  private void renew() {
    session.dispose();
    session = newSession();
  }

  private RuleOutcome outcome(RuleFact fact) {
    fact.sortFired();
    if (fact.firedCount() == 1 && prepared.get(fact.fired(0)).onlyMarks()) {
      return new RuleOutcome(List.of(), prepared.get(fact.fired(0)).marks());
    }
    List<FiredAlert> alerts = new ArrayList<>(fact.firedCount());
    Set<String> marks = new LinkedHashSet<>();
    for (int i = 0; i < fact.firedCount(); i++) {
      PreparedRule rule = prepared.get(fact.fired(i));
      rule.raise(fact, alerts);
      marks.addAll(rule.marks());
    }
    return new RuleOutcome(alerts, marks);
  }

  /** Of every rule, in the order of the release. Another thread may see it a little behind. */
  public List<RuleProfile> profiles() {
    return profiler.profiles();
  }

  @Override
  public void close() {
    session.dispose();
  }
}
