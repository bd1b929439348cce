package io.harrier.alerting.casework;

import io.harrier.model.Severity;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which cases to list.
 *
 * @param statuses any of these
 * @param minimumSeverity this or higher
 * @param ruleId with an alert of this rule or sequence
 * @param limit at most this many
 */
public record CaseFilter(
    Set<CaseStatus> statuses,
    Severity minimumSeverity,
    Optional<String> userId,
    Optional<String> assignee,
    Optional<String> ruleId,
    int limit) {
  private static final int DEFAULT_LIMIT = 50;

  public CaseFilter {
    statuses = Set.copyOf(statuses);
    if (limit < 1) {
      throw new IllegalArgumentException("The limit is at least 1, not " + limit);
    }
  }

  /** What is not closed. */
  public static CaseFilter workList() {
    return new CaseFilter(
        EnumSet.of(CaseStatus.OPEN, CaseStatus.IN_REVIEW),
        Severity.LOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        DEFAULT_LIMIT);
  }

  /** Every case. */
  public static CaseFilter all() {
    return workList().withStatuses(EnumSet.allOf(CaseStatus.class));
  }

  public CaseFilter withStatuses(Set<CaseStatus> values) {
    return new CaseFilter(values, minimumSeverity, userId, assignee, ruleId, limit);
  }

  public CaseFilter withMinimumSeverity(Severity value) {
    return new CaseFilter(statuses, value, userId, assignee, ruleId, limit);
  }

  public CaseFilter withUserId(String value) {
    return new CaseFilter(statuses, minimumSeverity, Optional.of(value), assignee, ruleId, limit);
  }

  public CaseFilter withAssignee(String value) {
    return new CaseFilter(statuses, minimumSeverity, userId, Optional.of(value), ruleId, limit);
  }

  public CaseFilter withRuleId(String value) {
    return new CaseFilter(statuses, minimumSeverity, userId, assignee, Optional.of(value), limit);
  }

  public CaseFilter withLimit(int value) {
    return new CaseFilter(statuses, minimumSeverity, userId, assignee, ruleId, value);
  }
}
