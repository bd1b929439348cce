package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseSummary;
import io.harrier.alerting.casework.Disposition;
import io.harrier.alerting.standing.CaseStandings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends the work on a case, and says what it was. */
@Command(name = "close", description = "Closes a case.")
final class CloseCaseCommand implements Callable<Integer> {
  @Mixin private CaseChangeOptions options;

  @Option(
      names = {"--disposition", "--as"},
      required = true,
      paramLabel = "DISPOSITION",
      description = "What it was: ${COMPLETION-CANDIDATES}.")
  private Disposition disposition;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
  private String note;

  @Override
  public Integer call() {
    CaseSummary closed =
        options.apply(
            (cases, seen, actor) ->
                cases.close(seen, disposition, Optional.ofNullable(note), actor));
    options.say("Closed %s as %s.", closed.caseId(), disposition);
    options.updateStanding(
        redis -> CaseStandings.clear(redis, closed.userId(), closed.caseId()),
        "the lookup may name case %s until it expires: HDEL standing:%s caseId caseSeverity takes it out"
            .formatted(closed.caseId(), closed.userId()));
    return 0;
  }
}
