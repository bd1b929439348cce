package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.count;

import io.harrier.model.Outcome;
import java.util.Map;

/** A shadow's difference to the live release, for a terminal. */
final class ShadowText {
  private ShadowText() {}

  static String of(ShadowReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s in shadow, compared with %s, which decides\n"
            .formatted(report.releaseId(), report.live()));
    ComparedPartText.append(text, report.part());
    if (report.part().transactions() == 0) {
      return text.toString();
    }
    text.append("\n  alerts       ").append(alerts(report)).append('\n');
    text.append("  transactions ").append(transactions(report)).append("\n\n");
    outcomes(text, report.outcomes());
    if (report.reportedLater() > 0) {
      text.append(
          "%s sequences were reported after their last transaction: no outcome counts them\n"
              .formatted(count(report.reportedLater())));
    }
    if (report.onlyShadow().alerts() + report.onlyLive().alerts() > 0) {
      text.append('\n');
      AlertText.rules(text, report.rules());
      AlertText.samples(text, "only here", report.onlyShadow().samples());
      AlertText.samples(text, "only there", report.onlyLive().samples());
    }
    return text.toString();
  }

  /** Two or three lines. */
  static String briefly(ShadowReport report) {
    if (report.part().transactions() == 0) {
      return "%s in shadow: no transaction that %s decided can be compared yet\n"
          .formatted(report.releaseId(), report.live());
    }
    return "%s in shadow, on %s transactions that %s decided:\n  alerts       %s\n  outcomes     %s severer, %s milder\n"
        .formatted(
            report.releaseId(),
            count(report.part().transactions()),
            report.live(),
            alerts(report),
            count(report.severer()),
            count(report.milder()));
  }

  private static String alerts(ShadowReport report) {
    return "%s in both, %s only here, %s only there"
        .formatted(
            count(report.common()),
            count(report.onlyShadow().alerts()),
            count(report.onlyLive().alerts()));
  }

  private static String transactions(ShadowReport report) {
    return "%s newly alerted, %s no longer"
        .formatted(count(report.newlyAlerted()), count(report.noLongerAlerted()));
  }

  private static void outcomes(StringBuilder text, Map<Outcome, Map<Outcome, Long>> outcomes) {
    TextColumns columns =
        new TextColumns(1, "DECIDED", "WOULD ALLOW", "WOULD REVIEW", "WOULD BLOCK");
    for (Outcome decided : Outcome.values()) {
      Map<Outcome, Long> would = outcomes.get(decided);
      columns.row(
          decided.name(),
          count(would.get(Outcome.ALLOW)),
          count(would.get(Outcome.REVIEW)),
          count(would.get(Outcome.BLOCK)));
    }
    columns.appendTo(text);
  }
}
