package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseSummary;
import io.harrier.alerting.standing.CaseStanding;
import io.harrier.alerting.standing.CaseStandings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes up a closed case again. */
@Command(
    name = "reopen",
    description = "Opens a closed case again, for its assignee if it has one.")
final class ReopenCaseCommand implements Callable<Integer> {
  @Mixin private CaseChangeOptions options;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
  private String note;

  @Override
  public Integer call() {
    CaseSummary open =
        options.apply((cases, seen, actor) -> cases.reopen(seen, Optional.ofNullable(note), actor));
    options.say(
        "Reopened %s%s.",
        open.caseId(), open.assignee().map(assignee -> " for " + assignee).orElse(""));
    options.updateStanding(
        redis -> CaseStandings.restore(redis, CaseStanding.of(open)),
        "the lookup names case %s again only after its next alert".formatted(open.caseId()));
    return 0;
  }
}
