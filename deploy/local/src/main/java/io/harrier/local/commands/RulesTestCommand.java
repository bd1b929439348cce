package io.harrier.local.commands;

import io.harrier.engine.evaluate.TestResult;
import io.harrier.engine.evaluate.TestResult.StepResult;
import io.harrier.engine.gate.Gate;
import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.TestCase;
import io.harrier.model.Alert;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a release's own tests; with {@code --verbose} it shows the steps that pass, too. */
@Command(
    name = "test",
    description = "Runs the tests of a release's folder; needs nothing that runs.")
final class RulesTestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The release.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RulesCommand.requireFolder(folder);
    List<TestResult> results;
    try {
      results = new Gate().test(folder);
    } catch (InvalidReleaseException e) {
      return RulesCommand.refuse(spec.commandLine().getErr(), folder, e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (results.isEmpty()) {
      out.printf("%s has no tests: add files to tests/ (docs/rules.md says how)%n", folder);
      return 0;
    }
    String file = "";
    for (TestResult result : results) {
      if (!result.test().file().equals(file)) {
        file = result.test().file();
        out.println(file);
      }
      print(result, out);
    }
    long failed = results.stream().filter(result -> !result.passed()).count();
    out.printf("%d tests, %d failed%n", results.size(), failed);
    return failed == 0 ? 0 : 1;
  }

  private void print(TestResult result, PrintWriter out) {
    out.printf("  %-6s %s%n", result.passed() ? "ok" : "FAILED", result.test().name());
    boolean verbose = Commands.isVerbose(spec.commandLine());
    for (StepResult step : result.steps()) {
      if (verbose || !step.passed()) {
        out.printf("         line %d: %s%n", step.step().line(), shown(step.step()));
        out.printf("           expected  %s%n", listed(step.expectedIds()));
        out.printf("           raised    %s%n", listed(step.raisedIds()));
        for (Alert alert : step.raised()) {
          out.printf("             %s (%d): %s%n", alert.ruleId(), alert.score(), alert.reason());
        }
      }
    }
  }

  private static String shown(TestCase.Step step) {
    if (step instanceof TestCase.Arrival arrival) {
      return "%s of %s at %s"
          .formatted(
              arrival.transaction().type(),
              arrival.transaction().transactionId(),
              Instant.ofEpochMilli(arrival.transaction().eventTime()));
    }
    return "nothing until " + Instant.ofEpochMilli(((TestCase.Silence) step).time());
  }

  private static String listed(List<String> ids) {
    return ids.isEmpty() ? "nothing" : String.join(", ", ids);
  }
}
