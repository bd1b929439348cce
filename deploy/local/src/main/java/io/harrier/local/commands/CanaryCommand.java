package io.harrier.local.commands;

import io.harrier.registry.Release;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules canary}. */
@Command(
    name = "canary",
    description = "Lets an approved release decide for a share of the users, or for another share.")
final class CanaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SigningOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Option(
      names = "--percent",
      paramLabel = "N",
      defaultValue = "5",
      description = "Of how many users in a hundred; ${DEFAULT-VALUE} where omitted.")
  private int percent;

  @Mixin private ActorOption actor;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Release moved = options.registry().canary(releaseId, percent, actor.name());
    ReleaseText.print(out, moved);
    SuccessionText.print(out, options.registryOptions().successions(), moved);
    TrialLines.hint(out, moved);
    return 0;
  }
}
