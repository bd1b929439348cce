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
import io.harrier.engine.sequence.OpenMatchCounts;
import io.harrier.engine.sequence.SequenceMatch;
import io.harrier.engine.sequence.SequenceMatcher;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.EventHistory;
import io.harrier.engine.window.FeaturePlan;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides transactions by one release: windows, then rules, then sequences over the marks the rules
 * gave.
 *
 * <p>Sessions and absences wait for the allowed lateness, both when a newer transaction of the user
 * shows that time has passed and when the watermark does. So whether a transaction that is not late
 * still belongs to a session does not depend on which of the two came first.
 *
 * <p>A {@linkplain #shadow shadow} does the same for a transaction that another release has just
 * decided: it looks at the history as that one keeps it, changes nothing of it, and keeps what it
 * has going on apart.
 */
public final class ReleaseEvaluator implements TransactionEvaluator {
  // configuration
  private final boolean decides;
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
    this(release, releaseId, settings, true);
  }

  /**
   * Prepares a release for one thread, to be evaluated beside the one that decides.
   *
   * @param release outlives this evaluator
   */
  public static ReleaseEvaluator shadow(
      LoadedRelease release, String releaseId, EvaluationSettings settings) {
    return new ReleaseEvaluator(release, releaseId, settings, false);
  }

  private ReleaseEvaluator(
      LoadedRelease release, String releaseId, EvaluationSettings settings, boolean decides) {
    this.decides = decides;
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
    if (!decides) {
      return evaluate(state.shadow(), state.history(), transaction, risk, lists, now);
    }
    if (state.history().contains(transaction.transactionId())) {
      return new Evaluation.Duplicate();
    }
    long newest = state.history().newestEventTime();
    if (newest - allowedLateness > transaction.eventTime()
        && newest != Long.MIN_VALUE
        && settings.lateStrategy() != LateStrategy.EVALUATE) {
      return new Evaluation.Late(newest - transaction.eventTime());
    }
    state.history().add(transaction, features);
    return evaluate(state.deciding(), state.history(), transaction, risk, lists, now);
  }

  private Evaluation.Decided evaluate(
      UserProgress progress,
      EventHistory history,
      Transaction transaction,
      RiskScore risk,
      ListLookup lists,
      long now) {
    List<Alert> alerts = new ArrayList<>(2);
    passTime(progress, transaction.userId(), risk, transaction.eventTime(), now, alerts);

    progress.sessions().add(transaction, sessionGap);
    features.evaluate(history, transaction, values);
    listed.set(lists, transaction);
    RuleOutcome outcome = rules.evaluate(transaction, values, risk, listed);
    List<SequenceMatch> matches =
        sequences.onTransaction(progress.sequences(), transaction, outcome.marks());

    int own = alerts.size();
    List<FiredAlert> fired = outcome.alerts();
    for (int i = 0; i < fired.size(); i++) {
      alerts.add(verdicts.onRule(progress, transaction, fired, i, values, risk, listed, now));
    }
    for (SequenceMatch match : matches) {
      alerts.add(
          verdicts.onMatch(progress, transaction.userId(), match, values, risk, listed, now));
    }
    Decision decision = verdicts.decide(transaction, alerts.subList(own, alerts.size()), now);
    return new Evaluation.Decided(decision, alerts);
  }

  @Override
  public List<Alert> advance(UserState state, String userId, RiskScore risk, long time, long now) {
    if (nextDeadline(state) > time) {
      return List.of();
    }
    List<Alert> alerts = new ArrayList<>(2);
    passTime(progress(state), userId, risk, time, now, alerts);
    return alerts;
  }

  private UserProgress progress(UserState state) {
    return decides ? state.deciding() : state.shadow();
  }

  private void passTime(
      UserProgress progress,
      String userId,
      RiskScore risk,
      long time,
      long now,
      List<Alert> alerts) {
    long settled = time - allowedLateness;
    if (progress.sessions().nextDeadline(sessionGap) <= settled) {
      for (ClosedSession session : progress.sessions().close(settled, sessionGap)) {
        if (hasSessionRules) {
          List<FiredAlert> fired = rules.evaluate(session, risk).alerts();
          for (int i = 0; i < fired.size(); i++) {
            alerts.add(verdicts.onSession(progress, userId, session, fired, i, risk, now));
          }
        }
      }
    }
    if (progress.sequences().nextDeadline() <= settled) {
      for (SequenceMatch match : sequences.onTime(progress.sequences(), settled)) {
        alerts.add(verdicts.onMatch(progress, userId, match, null, risk, null, now));
      }
    }
  }

  /**
   * A release without rules on sessions arms no timer for them: they close with the next
   * transaction.
   */
  @Override
  public long nextDeadline(UserState state) {
    if (!decides && !state.hasShadow()) {
      return Long.MAX_VALUE;
    }
    UserProgress progress = progress(state);
    long deadline = progress.sequences().nextDeadline();
    if (hasSessionRules) {
      deadline = Math.min(deadline, progress.sessions().nextDeadline(sessionGap));
    }
    return deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline + allowedLateness;
  }

  @Override
  public void switchOff(Set<String> ids) {
    rules.switchOff(ids);
    sequences.switchOff(ids);
  }

  @Override
  public void countOpenMatches(OpenMatchCounts counts) {
    sequences.countIn(counts);
  }

  @Override
  public Map<String, Long> openMatches() {
    return sequences.openMatches();
  }

  @Override
  public List<RuleProfile> ruleProfiles() {
    List<RuleProfile> profiles = new ArrayList<>(rules.profiles());
    profiles.addAll(sequences.profiles());
    return profiles;
  }

  @Override
  public Map<String, Throwable> ruleFailures() {
    return rules.failures();
  }

  @Override
  public int profiled() {
    return rules.profiled() + sequences.profiled() + rules.failures().size();
  }

  @Override
  public void close() {
    rules.close();
  }
}
