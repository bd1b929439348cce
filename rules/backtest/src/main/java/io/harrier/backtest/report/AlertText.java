package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.count;
import static io.harrier.backtest.report.ReportText.features;
import static io.harrier.backtest.report.ReportText.plain;

import io.harrier.backtest.report.BacktestReport.RuleDifference;
import io.harrier.backtest.report.BacktestReport.Sample;
import java.util.List;

/** Alerts for a terminal: those of one of two releases alone, and samples. */
final class AlertText {
  private AlertText() {}

  /** The rules by which two releases differ. */
  static void rules(StringBuilder text, List<RuleDifference> rules) {
    TextColumns columns = new TextColumns(1, "RULE", "BOTH", "ONLY HERE", "ONLY THERE");
    for (RuleDifference rule : rules) {
      if (rule.onlyDraft() + rule.onlyBaseline() > 0) {
        columns.row(
            rule.ruleId(),
            count(rule.common()),
            count(rule.onlyDraft()),
            count(rule.onlyBaseline()));
      }
    }
    columns.appendTo(text);
  }

  static void samples(StringBuilder text, String what, List<Sample> samples) {
    if (!samples.isEmpty()) {
      text.append("\n%s, such as\n".formatted(what));
      samples.forEach(sample -> sample(text, sample));
    }
  }

  static void sample(StringBuilder text, Sample sample) {
    text.append(
        "  %s%s  %s  %s\n"
            .formatted(
                sample.ruleId(),
                sample.fraud() == null ? "" : sample.fraud() ? " (fraud)" : " (no fraud)",
                sample.eventTime(),
                plain(sample.userId())));
    text.append(
        "    %s  [%s]\n"
            .formatted(plain(sample.reason()), plain(String.join(" ", sample.transactionIds()))));
    if (!sample.features().isEmpty()) {
      text.append("    ").append(plain(features(sample.features()))).append('\n');
    }
  }
}
