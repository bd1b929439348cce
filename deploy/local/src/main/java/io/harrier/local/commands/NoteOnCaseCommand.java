package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says something about a case, without a change of its status. */
@Command(
    name = "note",
    description = "Writes a note on a case, in place of the one before; the history keeps both.")
final class NoteOnCaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CaseChangeOptions options;

  @Parameters(index = "1", paramLabel = "TEXT", description = "The note, in quotes.")
  private String text;

  @Override
  public Integer call() {
    if (text.isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "the note says nothing: write it in quotes after the case's id");
    }
    CaseSummary noted =
        options.apply((cases, seen, actor) -> cases.note(seen, text.strip(), actor));
    options.say("Noted on %s.", noted.caseId());
    return 0;
  }
}
