package io.harrier.backtest.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harrier.backtest.report.CanaryReport.Rate;
import io.harrier.backtest.report.CanaryReport.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateTestTest {
  private static final int RUNS = 400;

  @Test
  void isTheTwoProportionTestWhereEveryUserHasOneTransaction() {
    RateTest test = new RateTest();
    for (int i = 0; i < 1_000; i++) {
      test.user(true, 1, i < 120 ? 1 : 0);
    }
    for (int i = 0; i < 9_000; i++) {
      test.user(false, 1, i < 900 ? 1 : 0);
    }

    double pooled = 1_020 / 10_000.0;
    double textbook = Math.sqrt(pooled * (1 - pooled) * (1 / 1_000.0 + 1 / 9_000.0));
    assertThat(test.standardError()).isCloseTo(textbook, within(textbook * 1e-4));
    assertThat(test.rate("x", 1).verdict()).isEqualTo(Verdict.MORE);
    assertThat(test.rate("x", 1).chance()).isCloseTo(10_000 * 1.96 * textbook, within(0.2));
  }

  @Test
  void moreTestsAskForALargerDifference() {
    RateTest test = new RateTest();
    for (int i = 0; i < 1_000; i++) {
      test.user(true, 1, i < 120 ? 1 : 0);
      test.user(false, 1, i < 90 ? 1 : 0);
    }

    assertThat(test.rate("x", 1).verdict()).isEqualTo(Verdict.MORE);
    assertThat(test.rate("x", 20).verdict()).isEqualTo(Verdict.NOT_CLEAR);
  }

  @Test
  void saysNothingOfAHandfulOfUsers() {
    RateTest test = new RateTest();
    test.user(true, 100, 100);
    test.user(true, 100, 0);
    for (int i = 0; i < 1_000; i++) {
      test.user(false, 100, i < 40 ? 1 : 0);
    }

    Rate rate = test.rate("x", 1);

    assertThat(rate.verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(rate.chance()).isNull();
    assertThat(rate.canaryRate()).isEqualTo(5_000);
    assertThat(new RateTest().rate("x", 1).verdict()).isEqualTo(Verdict.TOO_FEW);
  }

  @Test
  void quantilesAreThoseOfTheTables() {
    assertThat(RateTest.quantile(0.025)).isCloseTo(1.95996, within(5e-4));
    assertThat(RateTest.quantile(0.005)).isCloseTo(2.57583, within(5e-4));
    assertThat(RateTest.quantile(0.0005)).isCloseTo(3.29053, within(5e-4));
  }

  /**
   * A few users raise most alerts, as they do. A test that takes transactions for independent calls
   * every other draw a difference.
   */
  @Test
  void usersWhoRepeatThemselvesAreNoDifference() {
    Random random = new Random(7);
    int wrong = 0;
    int wrongByTransaction = 0;
    for (int run = 0; run < RUNS; run++) {
      RateTest byUser = new RateTest();
      RateTest byTransaction = new RateTest();
      for (int user = 0; user < 2_000; user++) {
        boolean inCanary = random.nextInt(10) == 0;
        int transactions = 10 + random.nextInt(40);
        int events = random.nextInt(15) == 0 ? transactions / 2 : 0;
        byUser.user(inCanary, transactions, events);
        for (int i = 0; i < transactions; i++) {
          byTransaction.user(inCanary, 1, i < events ? 1 : 0);
        }
      }
      wrong += byUser.rate("x", 1).verdict() == Verdict.NOT_CLEAR ? 0 : 1;
      wrongByTransaction += byTransaction.rate("x", 1).verdict() == Verdict.NOT_CLEAR ? 0 : 1;
    }

    assertThat(wrong).isBetween(RUNS / 100, RUNS / 10);
    assertThat(wrongByTransaction).isGreaterThan(RUNS / 3);
  }
}
