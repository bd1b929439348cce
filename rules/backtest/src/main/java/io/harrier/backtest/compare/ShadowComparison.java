package io.harrier.backtest.compare;

import io.harrier.backtest.report.BacktestReport.Sample;
import io.harrier.backtest.report.BacktestReport.Side;
import io.harrier.backtest.report.ComparedPart;
import io.harrier.backtest.report.ShadowReport;
import io.harrier.engine.release.Thresholds;
import io.harrier.model.Alert;
import io.harrier.model.AlertKind;
import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A release in shadow against the live one, on the transactions that the live one decided.
 *
 * <p>What the shadow would have decided follows from its alerts, because a decision's score is the
 * sum of the scores of the alerts that came with the transaction. Alerts on sessions did not come
 * with one; nor did a sequence that was reported later than the last transaction that took part.
 */
public final class ShadowComparison implements LiveComparison<ShadowReport> {
  private static final int SAMPLES = 5;

  private final String releaseId;
  private final String liveId;
  private final Thresholds thresholds;
  private final RecordedPart part;
  private final RecordedAlerts liveAlerts = new RecordedAlerts();
  private final RecordedAlerts shadowAlerts = new RecordedAlerts();
  private final CountedDecisions decisions;
  private final Difference difference = new Difference();
  private final TreeSet<String> ruleIds = new TreeSet<>();
  private final Map<Outcome, Map<Outcome, Long>> outcomes = new EnumMap<>(Outcome.class);
  private long newlyAlerted;
  private long noLongerAlerted;
  private long reportedLater;

  /**
   * @param releaseId of the shadow
   * @param liveId of the release it is compared with
   * @param thresholds of the shadow
   */
  public ShadowComparison(
      String releaseId, String liveId, Thresholds thresholds, RecordedPart part) {
    this.releaseId = releaseId;
    this.liveId = liveId;
    this.thresholds = thresholds;
    this.part = part;
    this.decisions = new CountedDecisions(part);
    for (Outcome decided : Outcome.values()) {
      Map<Outcome, Long> row = new EnumMap<>(Outcome.class);
      for (Outcome would : Outcome.values()) {
        row.put(would, 0L);
      }
      outcomes.put(decided, row);
    }
  }

  @Override
  public void alert(Alert alert) {
    if (liveId.equals(alert.release()) && part.holds(alert)) {
      liveAlerts.add(alert);
    }
  }

  @Override
  public void shadowAlert(Alert alert) {
    if (releaseId.equals(alert.release()) && part.holds(alert)) {
      shadowAlerts.add(alert);
    }
  }

  @Override
  public void decision(Decision decision) {
    if (!decisions.isNew(decision)) {
      return;
    }
    if (!liveId.equals(decision.release())) {
      decisions.leaveOut(decision);
    } else if (!liveAlerts.explain(decision)) {
      decisions.await();
    } else {
      decisions.count(decision);
      compare(
          decision,
          liveAlerts.of(decision.transactionId()),
          shadowAlerts.of(decision.transactionId()));
    }
  }

  private void compare(Decision decision, List<Alert> raised, List<Alert> would) {
    difference.add(Difference.BASELINE, raised);
    difference.add(Difference.DRAFT, would);
    raised.forEach(alert -> ruleIds.add(alert.ruleId()));
    would.forEach(alert -> ruleIds.add(alert.ruleId()));
    if (raised.isEmpty() && !would.isEmpty()) {
      newlyAlerted++;
    } else if (!raised.isEmpty() && would.isEmpty()) {
      noLongerAlerted++;
    }
    int score = 0;
    for (Alert alert : would) {
      if (cameWith(decision, alert)) {
        score += alert.score();
      } else if (alert.kind() == AlertKind.PATTERN) {
        reportedLater++;
      }
    }
    outcomes.get(decision.outcome()).merge(thresholds.outcome(score), 1L, Long::sum);
  }

  private static boolean cameWith(Decision decision, Alert alert) {
    return switch (alert.kind()) {
      case RULE -> true;
      case PATTERN -> alert.detectedAt() == decision.decidedAt();
      case SESSION -> false;
    };
  }

  @Override
  public ShadowReport report() {
    ComparedPart compared = decisions.part();
    return new ShadowReport(
        releaseId,
        liveId,
        compared,
        difference.common(),
        side(difference.only(Difference.DRAFT)),
        side(difference.only(Difference.BASELINE)),
        newlyAlerted,
        noLongerAlerted,
        outcomes,
        reportedLater,
        difference.byRule(ruleIds),
        null);
  }

  private static Side side(Collection<Alert> alerts) {
    Samples samples = new Samples(SAMPLES);
    alerts.forEach(samples::add);
    return new Side(
        alerts.size(),
        null,
        null,
        samples.alerts().stream().map(alert -> Sample.of(alert, null)).toList());
  }
}
