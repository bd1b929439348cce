package io.harrier.engine.evaluate;

import io.harrier.engine.lists.ListLookup;
import io.harrier.engine.rule.RuleProfile;
import io.harrier.engine.sequence.OpenMatchCounts;
import io.harrier.model.Alert;
import io.harrier.model.RiskScore;
import io.harrier.model.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /**
   * Switches off the rules and sequences with these ids, and on all others; an id that is none
   * means nothing. A rule that has failed stays off.
   */
  void switchOff(Set<String> ids);

  /** Counts open matches of sequences there from now on. */
  void countOpenMatches(OpenMatchCounts counts);

  /** How many matches of each sequence are open, by its id. */
  Map<String, Long> openMatches();

  /** How often each rule and each sequence matched here, and what it costs. */
  List<RuleProfile> ruleProfiles();

  /** What rules have failed with here, by id. */
  Map<String, Throwable> ruleFailures();

  /** Changes when the profiles or the failures have something new to say. */
  int profiled();

  @Override
  void close();
}
