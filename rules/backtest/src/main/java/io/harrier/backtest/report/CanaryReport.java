package io.harrier.backtest.report;

import java.util.List;

/**
 * How the users that a canary decides fare, against all others.
 *
 * @param live the release that decides the others
 * @param percent of how many users in a hundred the canary decides
 * @param confidence that none of the differences is there by chance, 0 to 1
 * @param tested how many rates could be tested
 * @param totals alerts, and outcomes that stop or delay a payment
 * @param rules alerts of each rule
 * @param cost may be {@code null}
 */
public record CanaryReport(
    String releaseId,
    String live,
    int percent,
    ComparedPart part,
    Group canary,
    Group others,
    double confidence,
    int tested,
    List<Rate> totals,
    List<Rate> rules,
    TrialCost cost)
    implements TrialReport {

  @Override
  public CanaryReport withCost(TrialCost known) {
    return new CanaryReport(
        releaseId, live, percent, part, canary, others, confidence, tested, totals, rules, known);
  }

  /** How many users had transactions, and how many. */
  public record Group(long users, long transactions) {}

  /** What can be said of a difference. */
  public enum Verdict {
    /** Happens more often in the canary. */
    MORE,
    /** Happens less often in the canary. */
    FEWER,
    /** Chance alone may have made the difference. */
    NOT_CLEAR,
    /** Has happened to too few users to tell a difference from chance. */
    TOO_FEW
  }

  /**
   * How often something happens.
   *
   * @param canary how often in the canary
   * @param others how often to the others
   * @param canaryRate in 10,000 transactions, or {@code null} without transactions
   * @param othersRate the same of the others
   * @param chance how far the two rates may lie apart by chance alone, or {@code null} where too
   *     few are concerned
   */
  public record Rate(
      String name,
      long canary,
      long others,
      Double canaryRate,
      Double othersRate,
      Double chance,
      Verdict verdict) {}
}
