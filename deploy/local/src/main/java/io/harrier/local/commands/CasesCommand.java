package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseAlert;
import io.harrier.alerting.casework.CaseConflictException;
import io.harrier.alerting.casework.CaseEvent;
import io.harrier.alerting.casework.CaseFile;
import io.harrier.alerting.casework.CaseFilter;
import io.harrier.alerting.casework.CaseRepository;
import io.harrier.alerting.casework.CaseSummary;
import io.harrier.alerting.casework.Disposition;
import io.harrier.alerting.standing.CaseStandings;
import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.Endpoints;
import io.harrier.model.Severity;
import io.lettuce.core.RedisException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The cases, for analysts at a terminal. */
@Command(
    name = "cases",
    description = "Lists, shows and closes cases.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
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
    List<CaseSummary> cases =
        repository(data).list(user == null ? filter : filter.withUserId(user));
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
    CaseFile file = file(repository(data), caseId);
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

  @Command(name = "close", description = "Closes a case.")
  int close(
      @Mixin DataOption data,
      @Parameters(paramLabel = "CASE", description = "Its id.") String caseId,
      @Option(
              names = "--as",
              required = true,
              paramLabel = "DISPOSITION",
              description = "What it was: ${COMPLETION-CANDIDATES}.")
          Disposition disposition,
      @Option(names = "--note", paramLabel = "TEXT", description = "Why.") String note,
      @Option(
              names = "--actor",
              paramLabel = "NAME",
              defaultValue = "${sys:user.name}",
              description = "Who closes it; the user of this terminal where omitted.")
          String actor) {
    CaseRepository repository = repository(data);
    CaseSummary seen = file(repository, caseId).summary();
    try {
      repository.close(seen, disposition, Optional.ofNullable(note), actor);
    } catch (CaseConflictException | IllegalStateException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
    out().printf("Closed %s as %s.%n", caseId, disposition);
    clearStanding(Endpoints.require(data.directory()).redis(), seen);
    return 0;
  }

  private void clearStanding(String redis, CaseSummary closed) {
    try {
      CaseStandings.clear(redis, closed.userId(), closed.caseId());
    } catch (RedisException e) {
      spec.commandLine()
          .getErr()
          .printf(
              "harrier: Redis at %s does not answer, so the lookup may name case %s until it expires:"
                  + " HDEL standing:%s caseId caseSeverity takes it out%n",
              redis, closed.caseId(), closed.userId());
    }
  }

  private static CaseRepository repository(DataOption data) {
    return CaseRepository.at(Endpoints.require(data.directory()).postgres(), null, null);
  }

  private static CaseFile file(CaseRepository repository, String caseId) {
    return repository
        .show(caseId)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "there is no case " + caseId + ": ./harrier cases list --all shows them"));
  }

  private static Instant time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
