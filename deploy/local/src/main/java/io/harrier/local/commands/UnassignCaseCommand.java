package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a case back from its analyst. */
@Command(
    name = "unassign",
    description = "Takes a case back from its analyst; it is open for anyone.")
final class UnassignCaseCommand implements Callable<Integer> {
  @Mixin private CaseChangeOptions options;

  @Override
  public Integer call() {
    CaseSummary open = options.apply((cases, seen, actor) -> cases.unassign(seen, actor));
    options.say("Unassigned %s.", open.caseId());
    return 0;
  }
}
