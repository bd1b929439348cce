package io.harrier.detection.evaluate;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a rule may cost and raise before the task switches it off.
 *
 * @param cost what its condition may take on one transaction, the median of some dozen samples;
 *     zero for no limit. A sequence, whose matcher does more, may take {@link #SEQUENCE_FACTOR}
 *     times as long
 * @param alertShare on which share of its evaluations a rule may raise an alert, 0 to 1; 1 for no
 *     limit
 * @param period over which is measured, at least
 * @param periods so many in a row must be over a limit: neither a collection of garbage nor code
 *     that is still interpreted lasts so long
 */
public record RuleBudget(Duration cost, double alertShare, Duration period, int periods)
    implements Serializable {

  /** How many times the cost of a rule a sequence may have. */
  public static final int SEQUENCE_FACTOR = 10;

  /** What the period and their number are unless a test says otherwise. */
  public static RuleBudget of(Duration cost, double alertShare) {
    return new RuleBudget(cost, alertShare, Duration.ofSeconds(5), 3);
  }
}
