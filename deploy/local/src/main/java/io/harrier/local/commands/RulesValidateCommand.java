package io.harrier.local.commands;

import io.harrier.engine.gate.Admitted;
import io.harrier.engine.gate.Cost;
import io.harrier.engine.gate.Gate;
import io.harrier.engine.gate.GateReport;
import io.harrier.engine.gate.GateReport.PassedStage;
import io.harrier.engine.release.InvalidReleaseException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Takes a release through the gate, and stores nothing. With {@code --verbose} it says what each
 * stage took, how the compiler was isolated, and what the dearest rules cost.
 */
@Command(
    name = "validate",
    description = "Checks, compiles, tests and times a release's folder; needs nothing that runs.")
final class RulesValidateCommand implements Callable<Integer> {
  private static final int DEAREST = 5;

  @Parameters(paramLabel = "FOLDER", description = "The release.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RulesCommand.requireFolder(folder);
    try {
      Admitted admitted = new Gate().admit(folder);
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s is valid: %d rules, %d sequences, %d features, %d tests passed%n",
          admitted.definition().name(),
          admitted.definition().rules().size(),
          admitted.definition().patterns().size(),
          admitted.definition().features().size(),
          admitted.report().tests());
      if (Commands.isVerbose(spec.commandLine())) {
        details(admitted.report(), out);
      }
      return 0;
    } catch (InvalidReleaseException e) {
      return RulesCommand.refuse(spec.commandLine().getErr(), folder, e);
    }
  }

  private static void details(GateReport report, PrintWriter out) {
    for (PassedStage passed : report.stages()) {
      out.printf("  %-18s %,8d ms%n", passed.stage().done(), passed.duration().toMillis());
    }
    out.printf("  compiled in %s%n", report.isolation().description());
    out.printf(
        "  %,.0f ns a transaction, measured on %,d; the dearest:%n",
        report.replay().nanosPerTransaction(), report.replay().transactions());
    for (Cost cost : report.replay().dearest(DEAREST)) {
      out.printf("    %-40s %,10.0f ns%n", cost.id(), cost.nanos());
    }
  }
}
