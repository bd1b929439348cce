package io.harrier.engine.rule;

import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final ReleaseDefinition release;
  private final RuleConditions conditions;
  private final List<PreparedRule> prepared;
  private final RuleNetworks networks;

  // runtime
  private final TransactionFact transactionFact;
  private final SessionFact sessionFact;
  private final SwitchedRules<KieBase> switched;
  private final Map<String, Throwable> failures = new HashMap<>();
  private final RuleProfiler profiler;
  private final ListedValues nothingListed = new ListedValues();
  private KieSession session;
  private boolean closed;

  /**
   * @param networks of the rules, compiled from the release
   * @param constants what the compiled rules compare with
   * @param conditions of the same rules
   * @param transactionFact of the class that the compiled rules look at; for this session alone
   */
  public RuleSession(
      RuleNetworks networks,
      ReleaseDefinition release,
      RuleConstants constants,
      RuleConditions conditions,
      TransactionFact transactionFact) {
    this.release = release;
    this.conditions = conditions;
    PropertyReader reader = new PropertyReader(release);
    this.prepared =
        release.rules().stream().map(rule -> PreparedRule.of(rule, release, reader)).toList();
    this.transactionFact = transactionFact;
    this.sessionFact = new SessionFact(constants);
    this.networks = networks;
    this.switched = new SwitchedRules<>(networks::without);
    this.profiler = new RuleProfiler(release.rules(), conditions, System::nanoTime, switched.off());
    this.session = newSession();
  }

  /** Without locks: a session is for one thread. */
  private KieSession newSession() {
    return EngineContext.call(
        () -> {
          KieSessionConfiguration configuration =
              RuleBaseFactory.newKnowledgeSessionConfiguration();
          configuration.setOption(ThreadSafeOption.NO);
          return switched
              .network()
              .newKieSession(configuration, EnvironmentFactory.newEnvironment());
        });
  }

  /**
   * Switches off the rules with these ids, and on all others but those that have {@linkplain
   * #failures failed}; an id of no rule means nothing. What is off raises nothing and marks nothing
   * from the next transaction on.
   */
  public void switchOff(Set<String> ids) {
    if (switched.switchOff(positions(ids))) {
      renew();
    }
  }

  private BitSet positions(Set<String> ids) {
    BitSet positions = new BitSet();
    for (int i = 0; i < prepared.size(); i++) {
      String id = release.rules().get(i).id();
      positions.set(i, ids.contains(id) || failures.containsKey(id));
    }
    return positions;
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
    return evaluate(transactionFact, transaction.eventTime());
  }

  /**
   * @param risk may be {@code null}: the user has no score
   */
  public RuleOutcome evaluate(ClosedSession closed, RiskScore risk) {
    sessionFact.set(closed, risk);
    return evaluate(sessionFact, closed.end());
  }

  private RuleOutcome evaluate(RuleFact fact, long eventTime) {
    if (switched.takeNext()) {
      renew();
    }
    try {
      fire(fact);
    } catch (RuntimeException e) {
      renew();
      withoutFailing(fact, e);
    }
    if (!switched.off().isEmpty()) {
      fact.dropFired(switched.off());
    }
    profiler.evaluated(fact, eventTime);
    return fact.firedCount() == 0 ? RuleOutcome.NOTHING : outcome(fact);
  }

  /** Each rule can fire once: it looks at one fact, which nothing changes. */
  private void fire(RuleFact fact) {
    FactHandle handle = session.insert(fact);
    session.fireAllRules(prepared.size());
    session.delete(handle);
  }

  /** Evaluates again without the rules whose condition fails; they stay off. */
  private void withoutFailing(RuleFact fact, RuntimeException failure) {
    boolean found = false;
    for (int i = 0; i < prepared.size(); i++) {
      RuleConditions.Alone condition = conditions.of(i);
      if (condition.concerns(fact) && !switched.off().get(i)) {
        try {
          condition.holds(fact);
        } catch (Exception | LinkageError e) {
          failures.put(release.rules().get(i).id(), e);
          found = true;
        }
      }
    }
    if (!found) {
      throw failure;
    }
    BitSet off = (BitSet) switched.off().clone();
    off.or(positions(Set.of()));
    switched.switchOffNow(off);
    renew();
    fact.clearFired();
    fire(fact);
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

  /** What rules have failed with, by id; they are off. */
  public Map<String, Throwable> failures() {
    return failures;
  }

  /** Changes when the profiles have something new to say. */
  public int profiled() {
    return profiler.rounds();
  }

  /** Of every rule, in the order of the release. Another thread may see it a little behind. */
  public List<RuleProfile> profiles() {
    return profiler.profiles();
  }

  @Override
  public void close() {
    if (closed) {
      return; // another session may run on the network by now
    }
    closed = true;
    session.dispose();
    networks.giveBack(switched.all());
  }
}
