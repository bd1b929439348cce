package io.harrier.backtest.compare;

import io.harrier.backtest.report.CanaryReport.Group;
import io.harrier.backtest.report.CanaryReport.Rate;
import io.harrier.backtest.report.CanaryReport.Verdict;

/**
 * Whether something happens more often in one group of users than in the other, for each
 * transaction, or whether chance alone may have brought that about.
 *
 * <p>It was users who were drawn, not transactions, and what happens on one of a user's
 * transactions often happens on the next. So a rate is a ratio of two sums over users, events
 * {@code y} and transactions {@code n}, and its variance that of a ratio estimate (Cochran,
 * Sampling Techniques, 3rd ed. 1977, 2.11; for experiments on the web Deng, Knoblich and Lu,
 * "Applying the Delta Method in Metric Analytics", KDD 2018): with the common rate {@code r} and U
 * users in all, {@code s² = Σ(y - r n)² / (U - 1)}; a group of u users with N transactions has
 * {@code s² u / N²}. Where every user has one transaction this is the two-proportion z-test with
 * pooled variance.
 *
 * <p>Many rates are looked at together, and one in twenty would pass a test at 95 % by chance. So
 * the error is divided by their number (Bonferroni): with 95 % confidence none of the differences
 * that are called one is there by chance.
 *
 * <p>The normal distribution is near enough where five users with an event can be expected in
 * either group (Cochran, "Some Methods for Strengthening the Common χ² Tests", Biometrics 1954).
 * With fewer nothing is said.
 */
final class RateTest {
  static final double CONFIDENCE = 0.95;
  private static final double MIN_EXPECTED_USERS = 5;
  private static final double PER = 10_000;

  private static final class Sums {
    private long users;
    private long transactions;
    private long events;
  }

  private final Sums canary = new Sums();
  private final Sums others = new Sums();
  private long usersWithEvents;
  private double eventSquares;
  private double transactionSquares;
  private double products;

  /**
   * @param events how often it happened to the user
   */
  void user(boolean inCanary, long transactions, long events) {
    Sums group = inCanary ? canary : others;
    group.users++;
    group.transactions += transactions;
    group.events += events;
    usersWithEvents += events > 0 ? 1 : 0;
    eventSquares += (double) events * events;
    transactionSquares += (double) transactions * transactions;
    products += (double) events * transactions;
  }

  Group canary() {
    return new Group(canary.users, canary.transactions);
  }

  Group others() {
    return new Group(others.users, others.transactions);
  }

  /** Whether there is enough to tell a difference from chance. */
  boolean isTestable() {
    long users = canary.users + others.users;
    long smaller = Math.min(canary.users, others.users);
    return users > 2
        && smaller > 0
        && (double) usersWithEvents * smaller / users >= MIN_EXPECTED_USERS
        && standardError() > 0;
  }

  /**
   * @param tests how many rates are tested together
   */
  Rate rate(String name, int tests) {
    double inCanary = rate(canary);
    double elsewhere = rate(others);
    double difference = inCanary - elsewhere;
    boolean testable = isTestable();
    double chance = testable ? quantile((1 - CONFIDENCE) / 2 / tests) * standardError() : 0;
    return new Rate(
        name,
        canary.events,
        others.events,
        canary.transactions == 0 ? null : inCanary * PER,
        others.transactions == 0 ? null : elsewhere * PER,
        testable ? chance * PER : null,
        verdict(testable, difference, chance));
  }

  private static Verdict verdict(boolean testable, double difference, double chance) {
    if (!testable) {
      return Verdict.TOO_FEW;
    }
    if (Math.abs(difference) <= chance) {
      return Verdict.NOT_CLEAR;
    }
    return difference > 0 ? Verdict.MORE : Verdict.FEWER;
  }

  /** Of the difference of the two rates, if the release made none. */
  double standardError() {
    double users = canary.users + others.users;
    double rate =
        (double) (canary.events + others.events) / (canary.transactions + others.transactions);
    double squares = eventSquares - 2 * rate * products + rate * rate * transactionSquares;
    double variance = Math.max(0, squares) / (users - 1);
    return Math.sqrt(variance * (perTransaction(canary) + perTransaction(others)));
  }

  private static double perTransaction(Sums group) {
    return group.users / ((double) group.transactions * group.transactions);
  }

  private static double rate(Sums group) {
    return group.transactions == 0 ? 0 : (double) group.events / group.transactions;
  }

  /**
   * What a standard normal variable exceeds with this probability, at most 0.5; wrong by less than
   * 4.5e-4 (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.23).
   */
  static double quantile(double upperTail) {
    double t = Math.sqrt(-2 * Math.log(upperTail));
    return t
        - (2.515517 + 0.802853 * t + 0.010328 * t * t)
            / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  }
}
