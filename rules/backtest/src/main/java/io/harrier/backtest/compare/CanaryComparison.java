package io.harrier.backtest.compare;

import io.harrier.backtest.report.CanaryReport;
import io.harrier.backtest.report.CanaryReport.Rate;
import io.harrier.model.Alert;
import io.harrier.model.CanaryShare;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A release in canary against the live one: the users it decides against all others, by how often
 * in 10,000 transactions something happens. Users are in the canary by a hash of their id, which is
 * as good as a draw, so the two groups differ by chance and by the release alone.
 *
 * @see RateTest
 */
public final class CanaryComparison implements LiveComparison<CanaryReport> {
  private static final String ALERTS = "alerts";

  private final String releaseId;
  private final String liveId;
  private final int percent;
  private final RecordedPart part;
  private final RecordedAlerts alerts = new RecordedAlerts();
  private final CountedDecisions decisions;
  private final Map<String, UserTally> users = new HashMap<>();

  /**
   * @param releaseId of the canary
   * @param liveId of the release it is compared with
   * @param percent of how many users in a hundred the canary decides
   */
  public CanaryComparison(String releaseId, String liveId, int percent, RecordedPart part) {
    this.releaseId = releaseId;
    this.liveId = liveId;
    this.percent = percent;
    this.part = part;
    this.decisions = new CountedDecisions(part);
  }

  @Override
  public void alert(Alert alert) {
    if ((releaseId.equals(alert.release()) || liveId.equals(alert.release()))
        && part.holds(alert)) {
      alerts.add(alert);
    }
  }

  /** A canary's alerts are among the others. */
  @Override
  public void shadowAlert(Alert alert) {}

  @Override
  public void decision(Decision decision) {
    if (!decisions.isNew(decision)) {
      return;
    }
    boolean inCanary = CanaryShare.includes(decision.userId(), percent);
    if (!(inCanary ? releaseId : liveId).equals(decision.release())) {
      decisions.leaveOut(decision);
    } else if (!alerts.explain(decision)) {
      decisions.await();
    } else {
      decisions.count(decision);
      UserTally user = users.computeIfAbsent(decision.userId(), userId -> new UserTally(inCanary));
      user.transactions++;
      if (decision.outcome() != Outcome.ALLOW) {
        user.outcomes.merge(decision.outcome().name(), 1L, Long::sum);
      }
      alerts
          .of(decision.transactionId())
          .forEach(alert -> user.alerts.merge(alert.ruleId(), 1L, Long::sum));
    }
  }

  @Override
  public CanaryReport report() {
    RateTest total = new RateTest();
    RateTest review = new RateTest();
    RateTest block = new RateTest();
    SortedMap<String, RateTest> rules = new TreeMap<>();
    for (UserTally user : users.values()) {
      user.alerts.keySet().forEach(ruleId -> rules.computeIfAbsent(ruleId, id -> new RateTest()));
    }
    for (UserTally user : users.values()) {
      user.addTo(total, user.alerts.values().stream().mapToLong(Long::longValue).sum());
      user.addTo(review, user.outcomes.getOrDefault(Outcome.REVIEW.name(), 0L));
      user.addTo(block, user.outcomes.getOrDefault(Outcome.BLOCK.name(), 0L));
      rules.forEach((ruleId, rate) -> user.addTo(rate, user.alerts.getOrDefault(ruleId, 0L)));
    }
    List<RateTest> all = new ArrayList<>(List.of(total, review, block));
    all.addAll(rules.values());
    int tests = (int) all.stream().filter(RateTest::isTestable).count();
    List<Rate> byRule = new ArrayList<>();
    rules.forEach((ruleId, rate) -> byRule.add(rate.rate(ruleId, tests)));
    return new CanaryReport(
        releaseId,
        liveId,
        percent,
        decisions.part(),
        total.canary(),
        total.others(),
        RateTest.CONFIDENCE,
        tests,
        List.of(
            total.rate(ALERTS, tests),
            review.rate(Outcome.REVIEW.name(), tests),
            block.rate(Outcome.BLOCK.name(), tests)),
        byRule,
        null);
  }

  /** What happened to one user. */
  private static final class UserTally {
    private final boolean inCanary;
    private long transactions;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> alerts = new TreeMap<>();

    UserTally(boolean inCanary) {
      this.inCanary = inCanary;
    }

    void addTo(RateTest rate, long events) {
      rate.user(inCanary, transactions, events);
    }
  }
}
