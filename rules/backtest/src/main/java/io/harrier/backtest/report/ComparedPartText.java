package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.count;

import java.util.Map;

/** What was compared, and what was not, for a terminal. */
final class ComparedPartText {
  private ComparedPartText() {}

  static void append(StringBuilder text, ComparedPart part) {
    if (part.from() == null) {
      text.append(
          "  no transaction has been decided since event time %s\n".formatted(part.since()));
    } else {
      text.append(
          "  %s transactions\n  event times %s to %s\n"
              .formatted(count(part.transactions()), part.from(), part.to()));
    }
    for (Map.Entry<String, Long> other : part.ofOtherReleases().entrySet()) {
      text.append(
          "  left out: %s that %s decided\n".formatted(count(other.getValue()), other.getKey()));
    }
    if (part.awaited() > 0) {
      text.append(
          "  left out: %s whose alerts are not on the topic (yet)\n"
              .formatted(count(part.awaited())));
    }
  }
}
