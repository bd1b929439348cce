package io.harrier.local.commands;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.Problem;
import io.harrier.local.CommandFailedException;
import io.harrier.registry.Publication;
import io.harrier.registry.ReleaseRegistry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Releases, for analysts at a terminal. */
@Command(
    name = "rules",
    description = "Releases, from a folder to a decision and back.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RulesListCommand.class,
      RulesShowCommand.class,
      RulesValidateCommand.class,
      RulesTestCommand.class,
      ApproveCommand.class,
      ShadowCommand.class,
      CanaryCommand.class,
      CompareCommand.class,
      PromoteCommand.class,
      RetireCommand.class,
      RollbackCommand.class,
      DisableCommand.class,
      EnableCommand.class,
      DiffCommand.class,
      SignCommand.class,
      BacktestCommand.class
    })
final class RulesCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "publish",
      description = {
        "Validates and compiles a release's folder, and lets it decide.",
        "Where the platform asks for four eyes, it is stored and waits for the second pair."
      })
  int publish(
      @Mixin SigningOptions options,
      @Parameters(paramLabel = "FOLDER", description = "The release.") Path folder,
      @Mixin ActivationOption activation,
      @Option(
              names = {"--actor", "--as", "--author"},
              paramLabel = "NAME",
              defaultValue = RegistryOptions.ACTOR,
              description = RegistryOptions.ACTOR_DESCRIPTION)
          String author) {
    requireFolder(folder);
    ReleaseRegistry registry = options.registry();
    try {
      Publication publication = registry.publish(folder, author, activation.time());
      ReleaseText.print(out(), publication);
      if (publication.isNew()) {
        SuccessionText.print(out(), options.registryOptions().successions(), publication.release());
      }
      return 0;
    } catch (InvalidReleaseException e) {
      return refuse(folder, e);
    }
  }

  @Command(
      name = "submit",
      description = "Validates and compiles a release's folder and stores it; it decides nothing.")
  int submit(
      @Mixin RegistryOptions options,
      @Parameters(paramLabel = "FOLDER", description = "The release.") Path folder,
      @Option(
              names = {"--actor", "--as", "--author"},
              paramLabel = "NAME",
              defaultValue = RegistryOptions.ACTOR,
              description = RegistryOptions.ACTOR_DESCRIPTION)
          String author) {
    requireFolder(folder);
    try {
      ReleaseText.print(out(), options.registry().store(folder, author));
      return 0;
    } catch (InvalidReleaseException e) {
      return refuse(folder, e);
    }
  }

  private int refuse(Path folder, InvalidReleaseException failure) {
    return refuse(spec.commandLine().getErr(), folder, failure);
  }

  /** Prints every problem, and says that nothing was published. */
  static int refuse(PrintWriter err, Path folder, InvalidReleaseException failure) {
    for (Problem problem : failure.problems()) {
      err.println(problem);
    }
    err.printf(
        "harrier: %s has %d %s; nothing was published%n",
        folder, failure.problems().size(), failure.problems().size() == 1 ? "problem" : "problems");
    return 1;
  }

  static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailedException(
          folder + " is not a folder: name one that holds release.yaml (docs/rules.md says more)");
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
