package io.harrier.engine.release;

import io.harrier.model.Outcome;

/**
 * From which score on a decision recommends a review, and a block; 0 to 100. A decision's score is
 * the sum of the scores of its alerts, at most 100.
 */
public record Thresholds(int review, int block) {
  public static final Thresholds DEFAULT = new Thresholds(40, 80);

  public Thresholds {
    if (review < 1 || block < review || block > 100) {
      throw new IllegalArgumentException(
          "thresholds must satisfy 1 <= review <= block <= 100, not " + review + " and " + block);
    }
  }

  /** What a score amounts to. */
  public Outcome outcome(int score) {
    if (score >= block) {
      return Outcome.BLOCK;
    }
    return score >= review ? Outcome.REVIEW : Outcome.ALLOW;
  }
}
