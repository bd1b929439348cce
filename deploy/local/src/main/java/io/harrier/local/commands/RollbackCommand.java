package io.harrier.local.commands;

import io.harrier.registry.Publication;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules rollback}. */
@Command(
    name = "rollback",
    description = "Lets the content of an earlier release decide again, as a new version.")
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SigningOptions options;

  @Parameters(paramLabel = "RELEASE", description = "name@version.")
  private String releaseId;

  @Mixin private ActivationOption activation;

  @Mixin private ActorOption actor;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Publication publication =
        options.registry().rollback(releaseId, actor.name(), activation.time());
    ReleaseText.print(out, publication);
    if (publication.isNew()) {
      SuccessionText.print(out, options.registryOptions().successions(), publication.release());
    }
    return 0;
  }
}
