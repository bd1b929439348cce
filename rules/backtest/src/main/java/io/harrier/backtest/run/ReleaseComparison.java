package io.harrier.backtest.run;

import io.harrier.backtest.compare.Difference;
import io.harrier.backtest.compare.Samples;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.truth.Labels;
import io.harrier.model.Alert;
import java.util.BitSet;
import java.util.Collection;
import java.util.TreeSet;

/** What a draft found and the release before it did not, and the other way round. */
final class ReleaseComparison {
  private final ReportAssembly.Findings found;
  private final Labels labels;
  private final Examples examples;

  ReleaseComparison(ReportAssembly.Findings found, Labels labels, Examples examples) {
    this.found = found;
    this.labels = labels;
    this.examples = examples;
  }

  BacktestReport.Comparison report() {
    ReleaseTally tried = found.tallies().get(0);
    ReleaseTally other = found.tallies().get(1);
    Difference difference = found.difference();
    TreeSet<String> rules = new TreeSet<>(tried.ruleIds());
    rules.addAll(other.ruleIds());
    BitSet newlyCaught = (BitSet) tried.total().caughtEpisodes().clone();
    newlyCaught.andNot(other.total().caughtEpisodes());
    BitSet newlyMissed = (BitSet) other.total().caughtEpisodes().clone();
    newlyMissed.andNot(tried.total().caughtEpisodes());
    return new BacktestReport.Comparison(
        difference.common(),
        side(difference.only(Difference.DRAFT)),
        side(difference.only(Difference.BASELINE)),
        difference.byRule(rules),
        known(newlyCaught.cardinality()),
        known(newlyMissed.cardinality()),
        examples.episodes(newlyCaught, found.input()),
        examples.episodes(newlyMissed, found.input()));
  }

  private BacktestReport.Side side(Collection<Alert> alerts) {
    Samples samples = new Samples(Examples.MOST);
    alerts.forEach(samples::add);
    long justified = alerts.stream().filter(examples::isFraud).count();
    return new BacktestReport.Side(
        alerts.size(),
        known(justified),
        known(alerts.size() - justified),
        samples.alerts().stream().map(examples::alert).toList());
  }

  private Long known(long count) {
    return labels.isEmpty() ? null : count;
  }
}
