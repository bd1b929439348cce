package io.harrier.local.commands;

import io.harrier.alerting.casework.Judgements;
import io.harrier.alerting.casework.PrecisionPeriods;
import io.harrier.alerting.casework.RulePrecision;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often each rule of a release was right, as far as its cases are closed. */
final class RulePrecisionText {
  private RulePrecisionText() {}

  static void print(PrintWriter out, ReleaseReport report) {
    List<RulePrecision> precisions = report.precisions();
    if (precisions.isEmpty()) {
      out.println("Precision: no alert of any of its rules yet");
      return;
    }
    PrecisionPeriods periods = report.periods().orElseThrow();
    Map<String, RulePrecision> now = in(periods.to(0), precisions);
    Map<String, RulePrecision> before = in(periods.to(1), precisions);
    out.printf(
        "Alerts of %d days until %s, by how their cases were closed%n",
        periods.length().toDays(), periods.until().truncatedTo(ChronoUnit.SECONDS));
    TextTable table =
        new TextTable("RULE", "FRAUD", "LEGITIMATE", "UNDECIDED", "OPEN", "PRECISION", "BEFORE")
            .numbers("FRAUD", "LEGITIMATE", "UNDECIDED", "OPEN", "PRECISION", "BEFORE");
    for (String ruleId : precisions.stream().map(RulePrecision::ruleId).distinct().toList()) {
      Judgements alerts = alerts(now, ruleId);
      OptionalDouble earlier = alerts(before, ruleId).precision();
      if (alerts.equals(Judgements.NONE) && earlier.isEmpty()) {
        continue; // only suppressed ones, or nothing that was decided, a period ago
      }
      table.row(
          ruleId,
          alerts.fraud(),
          alerts.legitimate(),
          alerts.undecided(),
          alerts.open(),
          percent(alerts.precision()),
          percent(earlier));
    }
    table.lines().forEach(line -> out.println("  " + line));
    now.values().stream()
        .filter(rule -> rule.isNoisy(RulePrecision.USUAL_NOISE))
        .forEach(
            rule ->
                out.printf(
                    Locale.ROOT,
                    "  NOISY: %s, fraud in %d of %d cases; its precision is below %.0f %%%n",
                    rule.ruleId(),
                    rule.cases().fraud(),
                    rule.cases().decided(),
                    Math.ceil(100 * rule.bounds().upper())));
  }

  private static Map<String, RulePrecision> in(Instant periodEnd, List<RulePrecision> precisions) {
    return precisions.stream()
        .filter(rule -> rule.to().equals(periodEnd))
        .collect(
            Collectors.toMap(
                RulePrecision::ruleId, Function.identity(), (left, right) -> left, TreeMap::new));
  }

  private static Judgements alerts(Map<String, RulePrecision> rules, String ruleId) {
    RulePrecision rule = rules.get(ruleId);
    return rule == null ? Judgements.NONE : rule.alerts();
  }

  private static String percent(OptionalDouble ratio) {
    return ratio.isPresent()
        ? String.format(Locale.ROOT, "%.0f %%", 100 * ratio.getAsDouble())
        : "-";
  }
}
