package io.harrier.model;

import java.util.Objects;

/**
 * A rule, or a sequence, that a running task has switched off by itself; the rest of its release
 * goes on. Written at least once to the topic {@code rules.quarantined}, keyed by release.
 *
 * @param releaseId {@code name@version}
 * @param ruleId the rule or the sequence
 * @param reason what was the matter
 * @param detail for people
 * @param measured what was measured, in the unit of the limit; 0 for FAILURE
 * @param limit nanoseconds for COST, alerts in a thousand evaluations for ALERTS; 0 for FAILURE
 * @param subtask of which the task is, counted from 0; each decides by its own measure
 * @param quarantinedAt processing time, epoch milliseconds
 */
public record QuarantinedRule(
    String releaseId,
    String ruleId,
    Reason reason,
    String detail,
    long measured,
    long limit,
    int subtask,
    long quarantinedAt) {

  /** Why a rule is switched off; constants are only appended. */
  public enum Reason {
    /** Evaluating it took longer than the budget, again and again. */
    COST,
    /** It raised alerts on more than the permitted share of transactions, again and again. */
    ALERTS,
    /** Its condition failed. */
    FAILURE
  }

  public QuarantinedRule {
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(ruleId, "ruleId");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }
}
