package io.harrier.local.commands;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules disable}. */
@Command(
    name = "disable",
    description = "Switches a single rule off, at once; anyone may.",
    mixinStandardHelpOptions = true)
final class DisableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Parameters(index = "1", paramLabel = "RULE", description = "Its id, or that of a sequence.")
  private String ruleId;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the audit.")
  private String reason;

  @Mixin private ActorOption actor;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    options.switches().disable(releaseId, ruleId, actor.name(), Optional.ofNullable(reason));
    out.printf("%s of %s is switched off.%n", ruleId, releaseId);
    return 0;
  }
}
