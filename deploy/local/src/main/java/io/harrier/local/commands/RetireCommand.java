package io.harrier.local.commands;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules retire}. */
@Command(
    name = "retire",
    description = "Takes a release out; where it was live, the one before it decides again.")
final class RetireCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Mixin private ActorOption actor;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ReleaseText.print(out, options.registry().retire(releaseId, actor.name()));
    return 0;
  }
}
