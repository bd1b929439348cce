package io.harrier.engine.evaluate;

import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.rule.FiredAlert;
import io.harrier.engine.rule.RuleOutcome;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.engine.rule.RuleSession;
import io.harrier.engine.sequence.SequenceMatch;
import io.harrier.engine.sequence.SequenceMatcher;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeaturePlan;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides transactions by one release: windows, then rules, then sequences over the marks the rules
 * gave.
 *
 * <p>Sessions and absences wait for the allowed lateness, both when a newer transaction of the user
 * shows that time has passed and when the watermark does. So whether a transaction that is not late
 * still belongs to a session does not depend on which of the two came first.
 */
public final class ReleaseEvaluator implements TransactionEvaluator {
  // configuration
  private final EvaluationSettings settings;
  private final long allowedLateness;
  private final long sessionGap;
  private final boolean hasSessionRules;

  // runtime
  private final FeaturePlan features;
  private final FeatureValues values;
  private final ListedValues listed = new ListedValues();
  private final RuleSession rules;
  private final SequenceMatcher sequences;
  private final Verdicts verdicts;

  /**
   * Prepares a release for one thread.
   *
   * @param release outlives this evaluator
   * @param releaseId {@code name@version}, as alerts and decisions name it
   */
  public ReleaseEvaluator(LoadedRelease release, String releaseId, EvaluationSettings settings) {
    ReleaseDefinition definition = release.definition();
    this.settings = settings;
    this.allowedLateness = settings.allowedLateness().toMillis();
    this.sessionGap = definition.sessionGap();
    this.hasSessionRules =
        definition.rules().stream().anyMatch(rule -> rule.scope() == Scope.SESSION);
    this.features =
        new FeaturePlan(
            definition.features(),
            settings.maxEventsPerUser(),
            settings.deduplicationHorizon().toMillis(),
            allowedLateness);
    this.values = new FeatureValues(definition.features().size());
    this.rules = release.newRuleSession();
    this.sequences = new SequenceMatcher(definition.patterns(), settings.maxOpenMatchesPerUser());
    this.verdicts = new Verdicts(definition, releaseId, settings.caseGap().toMillis());
  }

  @Override
  public Evaluation evaluate(
      UserState state, Transaction transaction, RiskScore risk, ListLookup lists, long now) {
    if (state.history().contains(transaction.transactionId())) {
      return new Evaluation.Duplicate();
    }
    long newest = state.history().newestEventTime();
    if (newest - allowedLateness > transaction.eventTime()
        && newest != Long.MIN_VALUE
        && settings.lateStrategy() != LateStrategy.EVALUATE) {
      return new Evaluation.Late(newest - transaction.eventTime());
    }

    List<Alert> alerts = new ArrayList<>(2);
    passTime(state, transaction.userId(), risk, transaction.eventTime(), now, alerts);

    state.history().add(transaction, features);
    state.sessions().add(transaction, sessionGap);
    features.evaluate(state.history(), transaction, values);
    listed.set(lists, transaction);
    RuleOutcome outcome = rules.evaluate(transaction, values, risk, listed);
    List<SequenceMatch> matches =
        sequences.onTransaction(state.sequences(), transaction, outcome.marks());

    int own = alerts.size();
    List<FiredAlert> fired = outcome.alerts();
    for (int i = 0; i < fired.size(); i++) {
      alerts.add(verdicts.onRule(state, transaction, fired, i, values, risk, listed, now));
    }
    for (SequenceMatch match : matches) {
      alerts.add(verdicts.onMatch(state, transaction.userId(), match, values, risk, listed, now));
    }
    Decision decision = verdicts.decide(transaction, alerts.subList(own, alerts.size()), now);
    return new Evaluation.Decided(decision, alerts);
  }

  @Override
  public List<Alert> advance(UserState state, String userId, RiskScore risk, long time, long now) {
    List<Alert> alerts = new ArrayList<>(2);
    passTime(state, userId, risk, time, now, alerts);
    return alerts;
  }

  private void passTime(
      UserState state, String userId, RiskScore risk, long time, long now, List<Alert> alerts) {
    long settled = time - allowedLateness;
    if (state.sessions().nextDeadline(sessionGap) <= settled) {
      for (ClosedSession session : state.sessions().close(settled, sessionGap)) {
        if (hasSessionRules) {
          List<FiredAlert> fired = rules.evaluate(session, risk).alerts();
          for (int i = 0; i < fired.size(); i++) {
            alerts.add(verdicts.onSession(state, userId, session, fired, i, risk, now));
          }
        }
      }
    }
    if (state.sequences().nextDeadline() <= settled) {
      for (SequenceMatch match : sequences.onTime(state.sequences(), settled)) {
        alerts.add(verdicts.onMatch(state, userId, match, null, risk, null, now));
      }
    }
  }

  /**
   * A release without rules on sessions arms no timer for them: they close with the next
   * transaction.
   */
  @Override
  public long nextDeadline(UserState state) {
    long deadline = state.sequences().nextDeadline();
    if (hasSessionRules) {
      deadline = Math.min(deadline, state.sessions().nextDeadline(sessionGap));
    }
    return deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline + allowedLateness;
  }

  @Override
  public List<RuleProfile> ruleProfiles() {
    return rules.profiles();
  }

  @Override
  public void close() {
    rules.close();
  }
}
