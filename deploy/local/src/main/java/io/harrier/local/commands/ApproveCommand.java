package io.harrier.local.commands;

import io.harrier.model.ReleaseState;
import io.harrier.registry.Release;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules approve}. */
@Command(
    name = "approve",
    description = "Gives a second person's word for a release, or for a rule to be switched on.")
final class ApproveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "Agrees that this rule is switched on, for which another has asked.")
  private String ruleId;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Kept with the approval.")
  private String comment;

  @Mixin private ActorOption actor;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> words = Optional.ofNullable(comment);
    if (ruleId != null) {
      options.switches().approveEnable(releaseId, ruleId, actor.name(), words);
      out.printf("%s of %s is switched on.%n", ruleId, releaseId);
      return 0;
    }
    Release release = options.approvals().approve(releaseId, actor.name(), words);
    out.printf("%s has approved %s, content %s%n", actor.name(), releaseId, release.contentHash());
    if (release.state() != ReleaseState.LIVE) {
      out.printf("Next: ./harrier rules promote %s, or at once with --to live%n", releaseId);
    }
    return 0;
  }
}
