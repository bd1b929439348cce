package io.harrier.local.commands;

import io.harrier.registry.Release;
import io.harrier.registry.ReleaseRegistry;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules promote}. */
@Command(
    name = "promote",
    description = "Moves a release one step on: to shadow, to canary, to live.")
final class PromoteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SigningOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Option(
      names = "--to",
      paramLabel = "STATE",
      description = "Goes there at once: ${COMPLETION-CANDIDATES}; the next step where omitted.")
  private Target target;

  @Option(
      names = "--percent",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Of how many users in a hundred a canary decides; ${DEFAULT-VALUE} where omitted.")
  private int percent;

  @Mixin private ActivationOption activation;

  @Mixin private ActorOption actor;

  enum Target {
    SHADOW,
    CANARY,
    LIVE
  }

  @Override
  public Integer call() {
    if (activation.time().isPresent() && target != Target.LIVE) {
      throw new ParameterException(
          spec.commandLine(), "--active-from is for what goes live: add --to live");
    }
    PrintWriter out = spec.commandLine().getOut();
    ReleaseRegistry registry = options.registry();
    TrialLines.brief(out, options.registryOptions(), releaseId);
    Release promoted = promote(registry);
    ReleaseText.print(out, promoted);
    SuccessionText.print(out, options.registryOptions().successions(), promoted);
    TrialLines.hint(out, promoted);
    return 0;
  }

  private Release promote(ReleaseRegistry registry) {
    if (target == null) {
      return registry.advance(releaseId, percent, actor.name());
    }
    return switch (target) {
      case SHADOW -> registry.shadow(releaseId, actor.name());
      case CANARY -> registry.canary(releaseId, percent, actor.name());
      case LIVE -> registry.promote(releaseId, actor.name(), activation.time());
    };
  }
}
