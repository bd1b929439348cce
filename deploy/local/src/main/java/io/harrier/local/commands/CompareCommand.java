package io.harrier.local.commands;

import io.harrier.backtest.report.JsonReport;
import io.harrier.backtest.report.TrialReport;
import io.harrier.backtest.report.TrialText;
import io.harrier.local.history.ReleaseTrial;
import io.harrier.registry.ReleaseRegistry;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules compare}. */
@Command(
    name = "compare",
    description = {
      "Says what a release in shadow would have done otherwise than the live one, or how the users of"
          + " a canary fare against all others."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = SinceConverter.class,
      description =
          "Event time to begin with, such as 2026-11-22T12:00Z or 2h (ago); when the release became"
              + " active where omitted.")
  private UnaryOperator<Instant> since;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ReleaseRegistry registry = options.registry();
    ReleaseTrial trial =
        ReleaseTrial.of(
            registry.show(releaseId),
            registry,
            options.endpoints().kafka(),
            InstantSource.system());
    TrialReport report;
    try (ProgressLine progress =
        ProgressLine.of(spec.commandLine().getErr(), "reading decisions and alerts", -1)) {
      report = trial.compare(Optional.ofNullable(since), progress::at, Optional.empty());
    }
    report = trial.withCost(report, options.endpoints().flink());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? JsonReport.of(report) : TrialText.of(report));
    out.flush();
    return 0;
  }
}
