package io.harrier.local.commands;

import io.harrier.registry.Release;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rules sign}. */
@Command(name = "sign", description = "Signs whatever jobs may load anew, after a change of keys.")
final class SignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SigningOptions options;

  @Mixin private ActorOption actor;

  @Override
  public Integer call() {
    for (Release release : options.registry().signAll(actor.name())) {
      spec.commandLine()
          .getOut()
          .printf("%s (%s) is signed anew%n", release.releaseId(), release.state());
    }
    return 0;
  }
}
