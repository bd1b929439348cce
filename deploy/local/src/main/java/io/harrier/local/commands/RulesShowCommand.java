package io.harrier.local.commands;

import io.harrier.local.CommandFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules show}. */
@Command(
    name = "show",
    description = {
      "Shows a release: how each of its rules does and how often it was right, what the release"
          + " takes over from the one before it, who answers for it, and its history."
    })
final class RulesShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Option(
      names = "--own-alerts",
      description =
          "For the precision of a rule only this release's alerts count, not those of every"
              + " release that has the rule.")
  private boolean ownAlerts;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes its folder, as it was published, into this zip file.")
  private Path file;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ReleaseReport report = ReleaseReport.of(options, releaseId, ownAlerts);
    if (json) {
      out.println(ReleaseJson.print(ReleaseJson.of(report)));
    } else {
      ReleaseSheet.print(out, report);
    }
    if (file != null) {
      try {
        Files.write(file, options.registry().sources(releaseId));
      } catch (IOException e) {
        throw new CommandFailedException("cannot write " + file + ": name another file", e);
      }
      if (!json) {
        out.printf("Written to %s%n", file);
      }
    }
    return 0;
  }
}
