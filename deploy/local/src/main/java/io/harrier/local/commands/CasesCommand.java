package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseAlert;
import io.harrier.alerting.casework.CaseEvent;
import io.harrier.alerting.casework.CaseFile;
import io.harrier.alerting.casework.CaseFilter;
import io.harrier.alerting.casework.CaseSummary;
import io.harrier.model.Severity;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The cases, for analysts at a terminal. */
@Command(
    name = "cases",
    description = "Lists, shows, assigns, closes and reopens cases, and takes notes on them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AssignCaseCommand.class,
      UnassignCaseCommand.class,
      NoteOnCaseCommand.class,
      CloseCaseCommand.class,
      ReopenCaseCommand.class
    })
final class CasesCommand {
  @Spec private CommandSpec spec;

  @Command(name = "list", description = "Lists cases, those with the newest alerts first.")
  int list(
      @Mixin DataOption data,
      @Option(names = "--all", description = "Closed ones too.") boolean all,
      @Option(
              names = "--severity",
              paramLabel = "SEVERITY",
              defaultValue = "LOW",
              description = "This or higher: ${COMPLETION-CANDIDATES}.")
          Severity severity,
      @Option(names = "--user", paramLabel = "ID", description = "Of this user.") String user,
      @Option(names = "--assignee", paramLabel = "NAME", description = "Assigned to this analyst.")
          String assignee,
      @Option(
              names = "--rule",
              paramLabel = "ID",
              description = "With an alert of this rule or sequence.")
          String rule,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "At most this many; ${DEFAULT-VALUE} where omitted.")
          int limit) {
    CaseFilter filter =
        (all ? CaseFilter.all() : CaseFilter.workList())
            .withMinimumSeverity(severity)
            .withLimit(limit);
    if (user != null) {
      filter = filter.withUserId(user);
    }
    if (assignee != null) {
      filter = filter.withAssignee(assignee.strip());
    }
    if (rule != null) {
      filter = filter.withRuleId(rule);
    }
    List<CaseSummary> cases = CaseLookup.repository(data).list(filter);
    PrintWriter out = out();
    if (!cases.isEmpty()) {
      TextTable table =
          new TextTable("CASE", "USER", "STATUS", "SEVERITY", "SCORE", "ALERTS", "LAST ALERT");
      for (CaseSummary found : cases) {
        table.row(
            found.caseId(),
            found.userId(),
            found.status(),
            found.severity(),
            found.score(),
            found.alertCount(),
            time(found.lastAlertAt()));
      }
      table.lines().forEach(out::println);
    }
    out.printf("%d %s%n", cases.size(), cases.size() == 1 ? "case" : "cases");
    return 0;
  }

  @Command(name = "show", description = "Shows a case with its alerts and its history.")
  int show(
      @Mixin DataOption data,
      @Parameters(paramLabel = "CASE", description = "Its id.") String caseId) {
    CaseFile file = CaseLookup.require(CaseLookup.repository(data), caseId);
    CaseSummary summary = file.summary();
    PrintWriter out = out();
    out.printf(
        "%s  user %s  %s%s  %s  score %d%n",
        summary.caseId(),
        summary.userId(),
        summary.status(),
        summary.disposition().map(conclusion -> " as " + conclusion).orElse(""),
        summary.severity(),
        summary.score());
    summary.assignee().ifPresent(assignee -> out.println("assigned to " + assignee));
    summary.notes().ifPresent(notes -> out.println("notes: " + notes));
    out.println("Alerts");
    for (CaseAlert alert : file.alerts()) {
      out.printf(
          "  %s  %-8s %3d  %s: %s  (%s)%s%n",
          time(alert.eventTime()),
          alert.severity(),
          alert.score(),
          alert.ruleId(),
          alert.reason(),
          alert.release(),
          alert.suppressed() ? "  suppressed" : "");
      out.printf("      transactions %s%n", String.join(", ", alert.transactionIds()));
      out.printf("      evidence %s%n", alert.evidence());
    }
    out.println("History");
    for (CaseEvent event : file.history()) {
      out.printf(
          "  %s  %-18s %s %s%n", time(event.at()), event.kind(), event.actor(), event.detail());
    }
    return 0;
  }

  private static Instant time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
