package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.Evaluation;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.engine.lists.ListLookup;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must come out whatever happens on the way: plain evaluators, given each user's transactions
 * in the order of their partition. What is due before a transaction is completed before it, by the
 * release that was in force when it was due.
 */
public final class PlainRun {

  /** A release and when it begins to decide. */
  public record Active(long from, TransactionEvaluator evaluator) {}

  private static final class User {
    private final UserState state = new UserState();
    private TransactionEvaluator last;
  }

  private final List<Active> releases;
  private final Map<String, RiskScore> scores;
  private final ListLookup lists;
  private final long now;
  private final Map<String, User> users = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private int late;
  private int repeated;

  /**
   * @param releases by their beginning; the first decides what comes before it too
   * @param now the processing time that decisions and alerts name
   */
  public PlainRun(
      List<Active> releases, Map<String, RiskScore> scores, ListLookup lists, long now) {
    this.releases = releases;
    this.scores = scores;
    this.lists = lists;
    this.now = now;
  }

  public void receive(Transaction transaction) {
    User user = users.computeIfAbsent(transaction.userId(), id -> new User());
    passTime(transaction.userId(), user, transaction.eventTime());
    TransactionEvaluator release = at(transaction.eventTime());
    Evaluation evaluation =
        release.evaluate(user.state, transaction, scores.get(transaction.userId()), lists, now);
    user.last = release;
    alerts.addAll(evaluation.alerts());
    if (evaluation instanceof Evaluation.Decided decided) {
      decisions.add(decided.decision());
    } else if (evaluation instanceof Evaluation.Late) {
      late++;
    } else {
      repeated++;
    }
  }

  /** Lets all time pass. */
  public void finish() {
    users.forEach((userId, user) -> passTime(userId, user, Long.MAX_VALUE - 1));
  }

  public List<Decision> decisions() {
    return decisions;
  }

  public List<Alert> alerts() {
    return alerts;
  }

  public int late() {
    return late;
  }

  public int repeated() {
    return repeated;
  }

  private void passTime(String userId, User user, long until) {
    if (user.last == null) {
      return;
    }
    long passed = Long.MIN_VALUE;
    while (true) {
      long due = Math.max(passed, user.last.nextDeadline(user.state));
      if (due > until) {
        return;
      }
      user.last = at(due);
      alerts.addAll(user.last.advance(user.state, userId, scores.get(userId), due, now));
      passed = due + 1;
    }
  }

  private TransactionEvaluator at(long eventTime) {
    TransactionEvaluator found = releases.get(0).evaluator();
    for (Active release : releases) {
      if (release.from() <= eventTime) {
        found = release.evaluator();
      }
    }
    return found;
  }
}
