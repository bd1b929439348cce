package io.harrier.local.commands;

import io.harrier.registry.audit.AuditHead;
import io.harrier.registry.audit.AuditRecord;
import io.harrier.registry.audit.AuditVerification;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who did what with releases, and whether that record is whole. */
@Command(
    name = "audit",
    description = "Lists who did what with releases, and checks that the record is whole.",
    synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {
  @Spec private CommandSpec spec;

  @Command(name = "list", description = "Lists the newest records, the oldest of them first.")
  int list(
      @Mixin RegistryOptions options,
      @Option(names = "--release", paramLabel = "RELEASE", description = "All of this release.")
          String releaseId,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "At most this many; ${DEFAULT-VALUE} where omitted.")
          int limit) {
    List<AuditRecord> records =
        releaseId == null ? options.audit().list(limit) : options.audit().of(releaseId);
    TextTable table = new TextTable("NUMBER", "AT", "WHO", "WHAT", "RELEASE", "DETAIL");
    for (AuditRecord entry : records) {
      table.row(
          entry.seq(),
          entry.at().truncatedTo(ChronoUnit.SECONDS),
          entry.actor(),
          entry.action(),
          entry.releaseId().orElse("-"),
          entry.detail());
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  @Command(
      name = "verify",
      description = {
        "Computes every hash anew and follows the chain to its end.",
        "Keep what it prints where the database's administrators cannot write: given back with"
            + " --noted, it proves that nothing before it was rewritten."
      })
  int verify(
      @Mixin RegistryOptions options,
      @Option(
              names = "--noted",
              paramLabel = "NUMBER:HASH",
              description = "An end of the chain that was printed earlier.")
          String noted) {
    AuditVerification verification =
        options.audit().verify(Optional.ofNullable(noted).map(this::head));
    PrintWriter out = spec.commandLine().getOut();
    if (verification.holds()) {
      out.printf("The audit is whole: %d records%n", verification.records());
      out.printf("its end: %s%n", verification.head());
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    verification.breaks().forEach(err::println);
    err.printf(
        "harrier: the audit was tampered with: %d %s in %d records; docs/runbook.md says what to do%n",
        verification.breaks().size(),
        verification.breaks().size() == 1 ? "break" : "breaks",
        verification.records());
    return 1;
  }

  private AuditHead head(String text) {
    try {
      return AuditHead.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
