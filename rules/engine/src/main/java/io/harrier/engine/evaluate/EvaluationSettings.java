package io.harrier.engine.evaluate;

import java.io.Serializable;
import java.time.Duration;

/**
 * What does not depend on a release.
 *
 * @param allowedLateness how far behind its user's newest one a transaction may be
 * @param lateStrategy what happens to one that is further behind
 * @param deduplicationHorizon how long a transaction id is remembered, in event time
 * @param maxEventsPerUser how many transactions of a user are kept exactly
 * @param maxOpenMatchesPerUser how many open matches of one pattern a user may have
 * @param caseGap the longest silence between two alerts of one case, in event time
 */
public record EvaluationSettings(
    Duration allowedLateness,
    LateStrategy lateStrategy,
    Duration deduplicationHorizon,
    int maxEventsPerUser,
    int maxOpenMatchesPerUser,
    Duration caseGap)
    implements Serializable {

  public static final EvaluationSettings DEFAULT =
      new EvaluationSettings(
          Duration.ofMinutes(1),
          LateStrategy.SIDE_OUTPUT,
          Duration.ofHours(24),
          256,
          32,
          Duration.ofHours(24));

  /** What happens to a late transaction; it is counted in any case. */
  public enum LateStrategy {
    /** To the topic {@code transactions.late}. */
    SIDE_OUTPUT,
    /** Evaluated like any other. */
    EVALUATE,
    /** Counted only. */
    DROP
  }
}
