package io.harrier.local.commands;

import io.harrier.local.health.RuleHealth;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How each rule of a release does in the running job. */
final class RuleHealthText {
  /** Without seconds: the table fits a terminal. */
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RuleHealthText() {}

  static void print(PrintWriter out, ReleaseReport report) {
    report.evaluated().whyNot(report.release()).ifPresent(why -> out.printf("Health: %s%n", why));
    report
        .evaluated()
        .role(report.release())
        .ifPresent(
            role -> {
              if (report.health().isEmpty()) {
                out.println("Health: no figures yet; ask again when some transactions have come");
                return;
              }
              out.printf("Health as %s, counted since it is, or since the job was started%n", role);
              table(report).lines().forEach(line -> out.println("  " + line));
            });
  }

  private static TextTable table(ReleaseReport report) {
    TextTable table =
        new TextTable("RULE", "EVALUATED", "MATCHED", "NS", "LAST MATCH (UTC)", "OPEN", "")
            .numbers("EVALUATED", "MATCHED", "NS", "OPEN");
    Set<String> sequences = report.sequenceIds();
    for (RuleHealth rule : report.health()) {
      table.row(
          rule.ruleId(),
          rule.evaluations(),
          rule.matches(),
          rule.costNanos() == 0 ? "-" : (Object) rule.costNanos(), // not timed yet
          rule.lastMatchTime().map(MINUTES::format).orElse("-"),
          sequences.contains(rule.ruleId()) ? (Object) rule.openMatches() : "",
          note(rule, report.release().disabledRules()));
    }
    return table;
  }

  private static String note(RuleHealth rule, List<String> disabled) {
    List<String> notes = new ArrayList<>();
    if (disabled.contains(rule.ruleId())) {
      notes.add("SWITCHED OFF");
    }
    if (rule.quarantinedIn() > 0) {
      notes.add(
          "QUARANTINED in %d %s"
              .formatted(rule.quarantinedIn(), rule.quarantinedIn() == 1 ? "task" : "tasks"));
    }
    return String.join(", ", notes);
  }
}
