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
  private static final List<String> FIELDS =
      List.of(
          "outcome", "score", "decisionId", "transactionId", "release", "eventTime", "decidedAt");

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
  public List<String> fieldNames() {
    return FIELDS;
  }

  @Override
  public List<String> fieldValues() {
    return List.of(
        outcome.name(),
        Integer.toString(score),
        decisionId,
        transactionId,
        release == null ? "" : release,
        Long.toString(eventTime),
        Long.toString(decidedAt));
  }
}
