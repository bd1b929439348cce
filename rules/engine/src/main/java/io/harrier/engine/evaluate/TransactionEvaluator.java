package io.harrier.engine.evaluate;

import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.model.Alert;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.List;

/**
 * Decides transactions under one release. Plain Java: knows neither Flink nor Kafka, has no clock,
 * and keeps nothing between calls but what it puts into the user's state. For one thread.
 */
public interface TransactionEvaluator extends AutoCloseable {

  /**
   * Decides one transaction and records it in the user's state.
   *
   * @param risk the user's score, or {@code null}
   * @param lists what is allowed, blocked and watched
   * @param now processing time, epoch milliseconds; goes into the results, decides nothing
   */
  Evaluation evaluate(
      UserState state, Transaction transaction, RiskScore risk, ListLookup lists, long now);

  /** The same while nothing is listed. */
  default Evaluation evaluate(UserState state, Transaction transaction, RiskScore risk, long now) {
    return evaluate(state, transaction, risk, ListLookup.NONE, now);
  }

  /**
   * Lets event time pass for one user: sessions close, absences complete.
   *
   * @param time event time up to which everything has been seen, epoch milliseconds
   */
  List<Alert> advance(UserState state, String userId, RiskScore risk, long time, long now);

  /** When {@link #advance} next has something to do for this user, or {@code Long.MAX_VALUE}. */
  long nextDeadline(UserState state);

  /** How often each rule matched here, and what it costs. */
  List<RuleProfile> ruleProfiles();

  @Override
  void close();
}
