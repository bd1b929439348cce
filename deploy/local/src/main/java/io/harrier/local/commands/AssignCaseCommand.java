package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives a case to an analyst. */
@Command(name = "assign", description = "Gives a case to an analyst, who now reviews it.")
final class AssignCaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CaseChangeOptions options;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NAME",
      description = "Who shall review it.")
  private String assignee;

  @Override
  public Integer call() {
    if (assignee.isBlank()) {
      throw new ParameterException(
          spec.commandLine(),
          "--to names nobody: name an analyst, or use ./harrier cases unassign");
    }
    CaseSummary assigned =
        options.apply((cases, seen, actor) -> cases.assign(seen, assignee.strip(), actor));
    options.say("Assigned %s to %s.", assigned.caseId(), assignee.strip());
    return 0;
  }
}
