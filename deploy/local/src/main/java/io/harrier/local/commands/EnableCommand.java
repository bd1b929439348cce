package io.harrier.local.commands;

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

/** {@code rules enable}. */
@Command(
    name = "enable",
    description = "Asks for a rule to be switched on again; another person agrees.",
    mixinStandardHelpOptions = true)
final class EnableCommand implements Callable<Integer> {
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
    Release release =
        options
            .switches()
            .requestEnable(releaseId, ruleId, actor.name(), Optional.ofNullable(reason));
    if (release.disabledRules().contains(ruleId)) {
      out.printf(
          "%s has asked for %s of %s. It is switched on when somebody else agrees:%n"
              + "  ./harrier rules approve %s --rule %s --as NAME%n",
          actor.name(), ruleId, releaseId, releaseId, ruleId);
    } else {
      out.printf("%s of %s is switched on.%n", ruleId, releaseId);
    }
    return 0;
  }
}
