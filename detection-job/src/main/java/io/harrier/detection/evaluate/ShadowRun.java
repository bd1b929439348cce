package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.lists.ListLookup;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates the release in shadow beside the one that decides. Whatever goes wrong in it ends the
 * shadow, and nothing else.
 */
final class ShadowRun {
  private static final Logger LOG = LoggerFactory.getLogger(ShadowRun.class);

  private final Releases releases;
  private final ShadowMetrics metrics;

  ShadowRun(Releases releases, ShadowMetrics metrics) {
    this.releases = releases;
    this.metrics = metrics;
  }

  /**
   * Evaluates a transaction that has just been decided.
   *
   * @param shadow the release in shadow at its event time, or {@code null}
   * @return what the release would have raised
   */
  List<Alert> observe(
      ScheduledRelease shadow,
      UserState state,
      Transaction transaction,
      RiskScore risk,
      ListLookup lists,
      Decision decided,
      long now) {
    if (shadow == null) {
      if (state.hasShadow() && !releases.hasShadow()) {
        state.dropShadow();
      }
      return List.of();
    }
    try {
      Evaluation evaluation = shadow.evaluator().evaluate(state, transaction, risk, lists, now);
      if (evaluation instanceof Evaluation.Decided would) {
        metrics.onDecision(decided, would.decision());
      }
      metrics.onAlerts(evaluation.alerts());
      return evaluation.alerts();
    } catch (RuntimeException | LinkageError e) {
      end(shadow, e);
      return List.of();
    }
  }

  /** Lets event time pass for a user. */
  List<Alert> advance(
      ScheduledRelease shadow,
      UserState state,
      String userId,
      RiskScore risk,
      long time,
      long now) {
    if (shadow == null) {
      return List.of();
    }
    try {
      List<Alert> alerts = shadow.evaluator().advance(state, userId, risk, time, now);
      metrics.onAlerts(alerts);
      return alerts;
    } catch (RuntimeException | LinkageError e) {
      end(shadow, e);
      return List.of();
    }
  }

  /** When {@link #advance} next has something to do for the user, or {@code Long.MAX_VALUE}. */
  long nextDeadline(ScheduledRelease shadow, UserState state) {
    return shadow == null || shadow.isBroken() || !state.hasShadow()
        ? Long.MAX_VALUE
        : shadow.evaluator().nextDeadline(state);
  }

  private void end(ScheduledRelease shadow, Throwable failure) {
    shadow.fail(failure);
    metrics.onFailure();
    LOG.error(
        "release {} failed in shadow and is not evaluated any more; decisions do not depend on it."
            + " Retire it, and publish it again with this version of Harrier",
        shadow.releaseId(),
        failure);
  }
}
