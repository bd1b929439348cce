package io.harrier.backtest.report;

import io.harrier.backtest.report.BacktestReport.RuleDifference;
import io.harrier.backtest.report.BacktestReport.Side;
import io.harrier.model.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What a release in shadow would have done otherwise than the live one. The shadow is the draft,
 * the live release the baseline.
 *
 * @param live the release it was compared with
 * @param common alerts of both: the same rule on the same transactions
 * @param newlyAlerted transactions with alerts of the shadow alone
 * @param noLongerAlerted transactions with alerts of the live release alone
 * @param outcomes transactions by what was decided and what the shadow would have
 * @param reportedLater alerts of the shadow on sequences that came after their last transaction: no
 *     outcome counts them
 * @param rules all that raised alerts in either
 * @param cost may be {@code null}
 */
public record ShadowReport(
    String releaseId,
    String live,
    ComparedPart part,
    long common,
    Side onlyShadow,
    Side onlyLive,
    long newlyAlerted,
    long noLongerAlerted,
    Map<Outcome, Map<Outcome, Long>> outcomes,
    long reportedLater,
    List<RuleDifference> rules,
    TrialCost cost)
    implements TrialReport {

  @Override
  public ShadowReport withCost(TrialCost known) {
    return new ShadowReport(
        releaseId,
        live,
        part,
        common,
        onlyShadow,
        onlyLive,
        newlyAlerted,
        noLongerAlerted,
        outcomes,
        reportedLater,
        rules,
        known);
  }

  /** How many transactions would have had a severer outcome; ALLOW is the mildest. */
  public long severer() {
    return count((decided, would) -> would.compareTo(decided) > 0);
  }

  /** How many transactions would have had a milder outcome. */
  public long milder() {
    return count((decided, would) -> would.compareTo(decided) < 0);
  }

  private interface Cell {
    boolean counts(Outcome decided, Outcome would);
  }

  private long count(Cell cell) {
    long sum = 0;
    for (Map.Entry<Outcome, Map<Outcome, Long>> row : outcomes.entrySet()) {
      for (Map.Entry<Outcome, Long> would : row.getValue().entrySet()) {
        sum += cell.counts(row.getKey(), would.getKey()) ? would.getValue() : 0;
      }
    }
    return sum;
  }
}
