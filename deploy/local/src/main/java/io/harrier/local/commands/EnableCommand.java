package io.harrier.local.commands;

import io.harrier.registry.Release;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules enable}. */
@Command(
    name = "enable",
    description = "Asks for a rule to be switched on again; another person agrees.")
final class EnableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RuleSwitchOptions options;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Release release =
        options
            .switches()
            .requestEnable(
                options.releaseId(), options.ruleId(), options.actor(), options.reason());
    if (release.disabledRules().contains(options.ruleId())) {
      out.printf(
          "%s has asked for %s of %s. It is switched on when somebody else agrees:%n"
              + "  ./harrier rules approve %s --rule %s --actor NAME%n",
          options.actor(),
          options.ruleId(),
          options.releaseId(),
          options.releaseId(),
          options.ruleId());
    } else {
      out.printf("%s of %s is switched on.%n", options.ruleId(), options.releaseId());
    }
    return 0;
  }
}
