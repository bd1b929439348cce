package io.harrier.backtest.compare;

import static io.harrier.backtest.compare.Recorded.LIVE;
import static io.harrier.backtest.compare.Recorded.TRIED;
import static io.harrier.backtest.compare.Recorded.alert;
import static io.harrier.backtest.compare.Recorded.decision;
import static io.harrier.backtest.compare.Recorded.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harrier.backtest.report.CanaryReport;
import io.harrier.backtest.report.CanaryReport.Group;
import io.harrier.backtest.report.CanaryReport.Rate;
import io.harrier.backtest.report.CanaryReport.Verdict;
import io.harrier.backtest.report.TrialText;
import io.harrier.model.AlertKind;
import io.harrier.model.CanaryShare;
import io.harrier.model.Outcome;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryComparisonTest {
  private static final int PERCENT = 20;

  private final CanaryComparison comparison =
      new CanaryComparison(TRIED, LIVE, PERCENT, new RecordedPart(0, Long.MAX_VALUE));
  private int transactions;

  private static boolean inCanary(String userId) {
    return CanaryShare.includes(userId, PERCENT);
  }

  /** One transaction, decided by the release that decides this user. */
  private void transaction(String userId, Outcome outcome, String... ruleIds) {
    String id = "t" + transactions++;
    String release = inCanary(userId) ? TRIED : LIVE;
    for (String ruleId : ruleIds) {
      comparison.alert(alert(release, AlertKind.RULE, userId, id, 1, processed(1), ruleId, 10));
    }
    comparison.decision(decision(release, userId, id, 1, outcome, ruleIds));
  }

  private static Rate of(CanaryReport report, String name) {
    return java.util.stream.Stream.concat(report.totals().stream(), report.rules().stream())
        .filter(rate -> rate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithSomebodyWhoCounts(long seed) {
    Random random = new Random(seed);
    long[] decided = new long[2];
    long[] reviewed = new long[2];
    long[] large = new long[2];
    Set<String> users = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      String user = "user-" + random.nextInt(900);
      users.add(user);
      int group = inCanary(user) ? 0 : 1;
      decided[group]++;
      if (random.nextInt(5) == 0) {
        reviewed[group]++;
        large[group]++;
        transaction(user, Outcome.REVIEW, "large", "other");
      } else {
        transaction(user, Outcome.ALLOW);
      }
    }

    CanaryReport report = comparison.report();

    assertThat(report.canary())
        .isEqualTo(
            new Group(users.stream().filter(CanaryComparisonTest::inCanary).count(), decided[0]));
    assertThat(report.others().transactions()).isEqualTo(decided[1]);
    assertThat(of(report, "REVIEW").canary()).isEqualTo(reviewed[0]);
    assertThat(of(report, "REVIEW").others()).isEqualTo(reviewed[1]);
    assertThat(of(report, "alerts").canary()).isEqualTo(2 * reviewed[0]);
    assertThat(of(report, "large").canaryRate())
        .isCloseTo(10_000.0 * large[0] / decided[0], within(1e-6));
    assertThat(of(report, "BLOCK").verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(report.tested()).isEqualTo(4);
    assertThat(report.rules()).allMatch(rate -> rate.verdict() == Verdict.NOT_CLEAR);
  }

  @Test
  void aRuleThatFiresTwiceAsOftenIsADifference() {
    for (int i = 0; i < 20_000; i++) {
      String user = "user-" + i;
      if (i % (inCanary(user) ? 10 : 20) == 0) {
        transaction(user, Outcome.REVIEW, "large");
      } else {
        transaction(user, Outcome.ALLOW);
      }
    }

    CanaryReport report = comparison.report();

    assertThat(of(report, "large").verdict()).isEqualTo(Verdict.MORE);
    assertThat(TrialText.of(report)).contains("more", "BY CHANCE").contains("too few");
    assertThat(TrialText.briefly(report)).contains("more large");
    assertThat(TrialText.of(report).lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void whoIsDecidedByAReleaseThatIsNotTheirsIsLeftOut() {
    String canary = "user-0";
    for (int i = 1; !inCanary(canary); i++) {
      canary = "user-" + i;
    }
    comparison.decision(decision(LIVE, canary, "a", 1, Outcome.ALLOW));
    comparison.decision(decision("r@9", canary, "b", 1, Outcome.ALLOW));

    CanaryReport report = comparison.report();

    assertThat(report.part().ofOtherReleases()).containsOnlyKeys(LIVE, "r@9");
    assertThat(report.part().transactions()).isZero();
    assertThat(TrialText.of(report)).contains("no transaction", "canary  0 transactions");
    assertThat(TrialText.briefly(report)).contains("decided nothing yet");
  }
}
