package io.harrier.detection.evaluate;

import io.harrier.detection.EpochClock;
import io.harrier.detection.source.ReferenceUpdate;
import io.harrier.detection.state.UserEntry;
import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.EvaluationSettings.LateStrategy;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.QuarantinedRule;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.List;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Evaluates the release that decides, after it the one in shadow, and emits what they say.
 *
 * <p>Both releases are looked up by the caller, once for all that is done with a transaction; that
 * in shadow is {@code null} when there is none.
 */
final class DecidingRun {
  private final ReferenceData reference;
  private final Releases releases;
  private final ShadowRun shadows;
  private final RuleWatch watch;
  private final EvaluationMetrics metrics;
  private final LateStrategy lateStrategy;
  private final long allowedLateness;
  private final EpochClock clock;

  DecidingRun(
      ReferenceData reference,
      Releases releases,
      ShadowRun shadows,
      RuleWatch watch,
      EvaluationMetrics metrics,
      EvaluationSettings settings,
      EpochClock clock) {
    this.reference = reference;
    this.releases = releases;
    this.shadows = shadows;
    this.watch = watch;
    this.metrics = metrics;
    this.lateStrategy = settings.lateStrategy();
    this.allowedLateness = settings.allowedLateness().toMillis();
    this.clock = clock;
  }

  /** Decides one transaction; the entry must be stored afterwards. */
  void evaluate(
      ScheduledRelease release,
      ScheduledRelease shadow,
      UserEntry entry,
      Transaction transaction,
      KeyedBroadcastProcessFunction<String, Transaction, ReferenceUpdate, Decision>.ReadOnlyContext
          context,
      Collector<Decision> out)
      throws Exception {
    RiskScore risk = reference.riskScore(transaction.userId());
    boolean byCanary = releases.isCanary(release);
    long now = clock.now();
    long started = System.nanoTime();
    Evaluation evaluation =
        release
            .evaluator()
            .evaluate(entry.state(), transaction, risk, reference.lists().lookup(), now);
    metrics.onEvaluated(System.nanoTime() - started);

    emit(evaluation.alerts(), byCanary, context);
    if (evaluation instanceof Evaluation.Decided decided) {
      if (isLate(entry, transaction)) {
        metrics.onLate();
      }
      entry.decided(transaction);
      metrics.onDecision(transaction, decided.decision(), byCanary);
      out.collect(decided.decision());
      context.output(EvaluateTransactions.DECIDED, transaction);
      emitShadow(
          shadows.observe(
              shadow,
              entry.state(),
              transaction,
              risk,
              reference.lists().lookup(),
              decided.decision(),
              now),
          context);
    } else if (evaluation instanceof Evaluation.Late late) {
      metrics.onLate();
      if (lateStrategy == LateStrategy.SIDE_OUTPUT) {
        context.output(
            EvaluateTransactions.LATE, new LateTransaction(transaction, late.byMillis()));
      }
    } else if (evaluation instanceof Evaluation.Duplicate) {
      metrics.onDuplicate();
    }
    watch(release, metrics.rules(byCanary), context);
    if (shadow != null) {
      watch(shadow, metrics.shadowRules(), context);
    }
  }

  /** Lets event time pass for a user; the entry must be stored afterwards. */
  void advance(
      ScheduledRelease release,
      ScheduledRelease shadow,
      UserEntry entry,
      String userId,
      long time,
      KeyedBroadcastProcessFunction<String, Transaction, ReferenceUpdate, Decision>.ReadOnlyContext
          context)
      throws Exception {
    RiskScore risk = reference.riskScore(userId);
    long now = clock.now();
    emit(
        release.evaluator().advance(entry.state(), userId, risk, time, now),
        releases.isCanary(release),
        context);
    emitShadow(shadows.advance(shadow, entry.state(), userId, risk, time, now), context);
    entry.changed();
  }

  /** When {@link #advance} next has something to do for the user, or {@code Long.MAX_VALUE}. */
  long nextDeadline(ScheduledRelease release, ScheduledRelease shadow, UserEntry entry) {
    return Math.min(
        release.evaluator().nextDeadline(entry.state()),
        shadows.nextDeadline(shadow, entry.state()));
  }

  private boolean isLate(UserEntry entry, Transaction transaction) {
    return entry.newestEventTime() != UserEntry.NEVER
        && entry.newestEventTime() - transaction.eventTime() > allowedLateness;
  }

  private void watch(
      ScheduledRelease release,
      RuleMetrics rules,
      KeyedBroadcastProcessFunction<String, Transaction, ReferenceUpdate, Decision>.ReadOnlyContext
          context) {
    for (QuarantinedRule rule : watch.onEvaluated(release, rules)) {
      context.output(EvaluateTransactions.QUARANTINED_RULES, rule);
    }
  }

  private void emit(
      List<Alert> alerts,
      boolean byCanary,
      KeyedBroadcastProcessFunction<String, Transaction, ReferenceUpdate, Decision>.ReadOnlyContext
          context) {
    for (Alert alert : alerts) {
      metrics.onAlert(alert, byCanary);
      context.output(EvaluateTransactions.ALERTS, alert);
    }
  }

  private static void emitShadow(
      List<Alert> alerts,
      KeyedBroadcastProcessFunction<String, Transaction, ReferenceUpdate, Decision>.ReadOnlyContext
          context) {
    for (Alert alert : alerts) {
      context.output(EvaluateTransactions.SHADOW_ALERTS, alert);
    }
  }
}
