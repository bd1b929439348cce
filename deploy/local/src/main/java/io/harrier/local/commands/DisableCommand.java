package io.harrier.local.commands;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules disable}. */
@Command(name = "disable", description = "Switches a single rule off, at once; anyone may.")
final class DisableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RuleSwitchOptions options;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    options
        .switches()
        .disable(options.releaseId(), options.ruleId(), options.actor(), options.reason());
    out.printf("%s of %s is switched off.%n", options.ruleId(), options.releaseId());
    return 0;
  }
}
