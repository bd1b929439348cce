package io.harrier.local.commands;

import io.harrier.registry.Publication;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules rollback}. */
@Command(
    name = "rollback",
    description = "Lets the content of an earlier release decide again, as a new version.",
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SigningOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Option(
      names = "--active-from",
      paramLabel = "TIME",
      description =
          "Event time from which it decides, such as 2026-11-22T12:00:00Z; two seconds from now"
              + " where omitted.")
  private Instant activeFrom;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      defaultValue = RegistryOptions.ACTOR,
      description = RegistryOptions.ACTOR_DESCRIPTION)
  private String actor;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Publication publication =
        options.registry().rollback(releaseId, actor, Optional.ofNullable(activeFrom));
    ReleaseText.print(out, publication);
    return 0;
  }
}
