package io.harrier.backtest.run;

import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.lists.ListLookup;
import io.harrier.model.Alert;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One user under one release, as the operator of the live job keeps it: a timer at the engine's
 * next deadline or at the user's expiry, which fires when the watermark has come to it. As users
 * have nothing to do with each other, the timers of a user can wait for the user's next
 * transaction, and then fire as they would have before it.
 */
final class UserReplay {
  private static final long NEVER = Long.MIN_VALUE;

  private final TransactionEvaluator evaluator;
  private final RiskScore risk;
  private final ListLookup lists;
  private final long retention;

  private UserState state = new UserState();
  private long newest = NEVER;
  private long watermark = Long.MIN_VALUE;
  private Map<Integer, BitSet> caught = Map.of();

  /**
   * @param risk may be {@code null}: the user has no score
   * @param lists what is allowed, blocked and watched
   * @param retention how long after the newest transaction the user is remembered, milliseconds
   */
  UserReplay(TransactionEvaluator evaluator, RiskScore risk, ListLookup lists, long retention) {
    this.evaluator = evaluator;
    this.risk = risk;
    this.lists = lists;
    this.retention = retention;
  }

  /** The user's next transaction. */
  Evaluation evaluate(Transaction transaction) {
    Evaluation evaluation =
        evaluator.evaluate(state, transaction, risk, lists, transaction.eventTime());
    if (evaluation instanceof Evaluation.Decided) {
      newest = Math.max(newest, transaction.eventTime());
    }
    return evaluation;
  }

  /**
   * Fires the timers that are due. A deadline that lies behind the watermark already when it comes
   * up waits for the watermark to move, as a timer does.
   *
   * @param from findings of earlier event times are left out
   */
  List<Alert> pass(String userId, long newWatermark, long from) {
    if (newWatermark <= watermark) {
      return List.of();
    }
    watermark = newWatermark;
    List<Alert> alerts = List.of();
    long earliest = Long.MIN_VALUE;
    while (newest != NEVER) {
      long expiry = newest + retention;
      long due = Math.max(earliest, Math.min(evaluator.nextDeadline(state), expiry));
      if (due > newWatermark) {
        break;
      }
      List<Alert> raised = evaluator.advance(state, userId, risk, due, due);
      if (!raised.isEmpty() && due >= from) {
        if (alerts.isEmpty()) {
          alerts = new ArrayList<>(raised.size());
        }
        alerts.addAll(raised);
      }
      earliest = due + 1;
      if (due >= expiry) {
        state = new UserState();
        newest = NEVER;
      }
    }
    return alerts;
  }

  /** What the engine remembers of the user. */
  UserState state() {
    return state;
  }

  /** Whether nothing is remembered of the user. */
  boolean isForgotten() {
    return newest == NEVER;
  }

  /**
   * Notes that a rule found something of an episode.
   *
   * @param episode its number
   * @param rule its number
   */
  void catchEpisode(int episode, int rule) {
    if (caught.isEmpty()) {
      caught = new HashMap<>();
    }
    caught.computeIfAbsent(episode, number -> new BitSet()).set(rule);
  }

  /** The rules that have found something of an episode with this user. */
  BitSet rulesThatCaught(int episode) {
    return caught.getOrDefault(episode, new BitSet());
  }
}
