package io.harrier.local.commands;

import io.harrier.registry.Release;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules shadow}. */
@Command(
    name = "shadow",
    description = "Evaluates a release beside what decides, without effect; needs no approval.")
final class ShadowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SigningOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Mixin private ActorOption actor;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Release moved = options.registry().shadow(releaseId, actor.name());
    ReleaseText.print(out, moved);
    SuccessionText.print(out, options.registryOptions().successions(), moved);
    TrialLines.hint(out, moved);
    return 0;
  }
}
