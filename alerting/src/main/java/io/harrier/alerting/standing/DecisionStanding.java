package io.harrier.alerting.standing;

import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.util.List;

/**
 * Where a user stands by the newest decision: the one made last, and of those made in the same
 * millisecond the one about the later transaction.
 *
 * @param score 0 to 100
 * @param release may be {@code null}
 * @param eventTime epoch milliseconds
 * @param decidedAt epoch milliseconds
 */
public record DecisionStanding(
    String userId,
    Outcome outcome,
    int score,
    String decisionId,
    String transactionId,
    String release,
    long eventTime,
    long decidedAt)
    implements StandingUpdate {

  /** What the decision says about its user. */
  public static DecisionStanding of(Decision decision) {
    return new DecisionStanding(
        decision.userId(),
        decision.outcome(),
        decision.score(),
        decision.decisionId(),
        decision.transactionId(),
        decision.release(),
        decision.eventTime(),
        decision.decidedAt());
  }

  @Override
  public String orderField() {
    return "decidedAt";
  }

  @Override
  public long order() {
    return decidedAt;
  }

  @Override
  public String tieField() {
    return "eventTime";
  }

  @Override
  public long tie() {
    return eventTime;
  }

  @Override
  public List<String> fields() {
    return List.of(
        "outcome", outcome.name(),
        "score", Integer.toString(score),
        "decisionId", decisionId,
        "transactionId", transactionId,
        "release", release == null ? "" : release,
        "eventTime", Long.toString(eventTime),
        "decidedAt", Long.toString(decidedAt));
  }
}
