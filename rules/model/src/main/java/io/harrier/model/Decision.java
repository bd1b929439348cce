package io.harrier.model;

import java.util.List;
import java.util.Objects;

/**
 * The answer to one transaction.
 *
 * @param decisionId derived from the transaction alone, so a repeated delivery repeats the id
 * @param score 0 to 100
 * @param ruleIds the rules and patterns that contributed, in order of the release
 * @param release {@code name@version} of the release that decided
 * @param decidedAt processing time, epoch milliseconds
 */
public record Decision(
    String decisionId,
    String transactionId,
    String userId,
    Outcome outcome,
    int score,
    List<String> ruleIds,
    String release,
    long eventTime,
    long decidedAt) {

  public Decision {
    Objects.requireNonNull(decisionId, "decisionId");
    Objects.requireNonNull(transactionId, "transactionId");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(outcome, "outcome");
    ruleIds = List.copyOf(ruleIds);
  }
}
