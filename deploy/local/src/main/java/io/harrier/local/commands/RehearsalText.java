package io.harrier.local.commands;

import io.harrier.local.upgrade.RehearsalReport;
import io.harrier.local.upgrade.RehearsalReport.Difference;
import io.harrier.model.Alert;
import io.harrier.model.Decision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a rehearsal found, for people. */
final class RehearsalText {
  private static final int SAMPLES = 5;

  private RehearsalText() {}

  static String of(RehearsalReport report) {
    StringBuilder text = new StringBuilder();
    line(text, "Both jars decided %,d transactions; nothing live was touched.", report.decided());
    if (report.decided() == 0) {
      line(text, "None came in: rehearse while there is traffic, or with a longer --rehearse-for.");
      return text.toString().stripTrailing();
    }
    if (report.isAlike()) {
      line(
          text,
          "They said the same of each, and raised the same %,d alerts.",
          report.raisedByBoth());
      return text.toString().stripTrailing();
    }
    line(text, "  decided otherwise            %,6d", report.decidedOtherwise().size());
    report.decidedOtherwise().stream().limit(SAMPLES).forEach(found -> line(text, "%s", of(found)));
    line(text, "  alerts of both               %,6d", report.raisedByBoth());
    alerts(text, "alerts of the new jar only", report.raisedByNext());
    alerts(text, "alerts of the present only", report.raisedByPresent());
    return text.toString().stripTrailing();
  }

  private static String of(Difference difference) {
    return "      %s: %s, with the new jar %s"
        .formatted(
            difference.present().transactionId(), of(difference.present()), of(difference.next()));
  }

  private static String of(Decision decision) {
    return "%s %d %s by %s"
        .formatted(decision.outcome(), decision.score(), decision.ruleIds(), decision.release());
  }

  private static void alerts(StringBuilder text, String label, List<Alert> alerts) {
    line(text, "  %-28s %,6d", label, alerts.size());
    Map<String, Integer> byRule = new TreeMap<>();
    alerts.forEach(alert -> byRule.merge(alert.ruleId(), 1, Integer::sum));
    byRule.forEach((rule, count) -> line(text, "      %-24s %,6d", rule, count));
    alerts.stream()
        .limit(SAMPLES)
        .forEach(
            alert ->
                line(
                    text,
                    "      %s of %s: %s",
                    alert.ruleId(),
                    alert.transactionId(),
                    alert.reason()));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
