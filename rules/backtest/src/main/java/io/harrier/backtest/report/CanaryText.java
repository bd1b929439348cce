package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.count;
import static io.harrier.backtest.report.ReportText.rate;

import io.harrier.backtest.report.CanaryReport.Group;
import io.harrier.backtest.report.CanaryReport.Rate;
import io.harrier.backtest.report.CanaryReport.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A canary's users beside all others, for a terminal. */
final class CanaryText {
  private CanaryText() {}

  static String of(CanaryReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s in canary for %d %% of the users, compared with %s for all others\n"
            .formatted(report.releaseId(), report.percent(), report.live()));
    ComparedPartText.append(text, report.part());
    text.append("  canary  ").append(group(report.canary())).append('\n');
    text.append("  others  ").append(group(report.others())).append('\n');
    if (report.part().transactions() == 0) {
      return text.toString();
    }
    text.append('\n');
    TextColumns columns =
        new TextColumns(
            1, "IN 10,000 TRANSACTIONS", "CANARY", "OTHERS", "APART", "BY CHANCE", "CANARY HAS");
    rows(columns, report.totals());
    rows(columns, report.rules());
    columns.appendTo(text);
    text.append('\n');
    if (report.tested() == 0) {
      text.append("Too few users are concerned to tell any difference from chance.\n");
    } else {
      text.append(
          """
          BY CHANCE: so far apart the two may lie although the release changes nothing.
          With %s confidence none of the %d differences tested passes it by chance.
          Too few: it has happened to too few users to tell.
          """
              .formatted(percent(report.confidence()), report.tested()));
    }
    return text.toString();
  }

  /** Two or three lines. */
  static String briefly(CanaryReport report) {
    if (report.canary().transactions() == 0) {
      return "%s in canary has decided nothing yet that can be compared\n"
          .formatted(report.releaseId());
    }
    Rate alerts = report.totals().get(0);
    List<String> clear =
        Stream.concat(report.totals().stream(), report.rules().stream())
            .filter(rate -> rate.verdict() == Verdict.MORE || rate.verdict() == Verdict.FEWER)
            .map(rate -> verdict(rate.verdict()) + " " + rate.name())
            .toList();
    return """
        %s in canary, %s:
          alerts       %s in 10,000 transactions, of all others %s
          differences  %s
        """
        .formatted(
            report.releaseId(),
            group(report.canary()),
            perTenThousand(alerts.canaryRate()),
            perTenThousand(alerts.othersRate()),
            clear.isEmpty()
                ? "none that chance would not make"
                : clear.stream().collect(Collectors.joining(", ")));
  }

  private static void rows(TextColumns columns, List<Rate> rates) {
    for (Rate rate : rates) {
      columns.row(
          rate.name(),
          perTenThousand(rate.canaryRate()),
          perTenThousand(rate.othersRate()),
          rate.canaryRate() == null || rate.othersRate() == null
              ? ReportText.NONE
              : signed(rate.canaryRate() - rate.othersRate()),
          perTenThousand(rate.chance()),
          verdict(rate.verdict()));
    }
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case MORE -> "more";
      case FEWER -> "fewer";
      case NOT_CLEAR -> "not clear";
      case TOO_FEW -> "too few";
    };
  }

  private static String group(Group group) {
    return "%s transactions of %s users"
        .formatted(count(group.transactions()), count(group.users()));
  }

  private static String perTenThousand(Double rate) {
    return rate == null ? ReportText.NONE : rate(rate);
  }

  private static String signed(double difference) {
    return (difference < 0 ? "-" : "+") + rate(Math.abs(difference));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
