package io.harrier.local.commands;

import io.harrier.engine.release.InvalidReleaseException;
import io.harrier.engine.release.Problem;
import io.harrier.local.CommandFailedException;
import io.harrier.registry.Release;
import io.harrier.registry.ReleaseRegistry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
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
  private static final int BRIEF = 40;

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
      ReleaseText.print(out(), registry.publish(folder, author, activation.time()));
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

  @Command(name = "list", description = "Lists the releases, the newest first.")
  int list(@Mixin RegistryOptions options) {
    List<Release> releases = options.registry().list();
    if (releases.isEmpty()) {
      out().println("There is no release yet: ./harrier rules publish FOLDER");
      return 0;
    }
    TextTable table =
        new TextTable("RELEASE", "STATE", "AUTHOR", "APPROVER", "ACTIVE FROM", "DESCRIPTION");
    for (Release release : releases) {
      table.row(
          release.releaseId(),
          release.state()
              + (release.canaryPercent() > 0 ? " " + release.canaryPercent() + " %" : ""),
          release.author(),
          release.approver().orElse("-"),
          release.activeFrom().map(Instant::toString).orElse("-"),
          brief(release.description()));
    }
    table.lines().forEach(out()::println);
    return 0;
  }

  @Command(name = "show", description = "Shows a release, who answers for it and its history.")
  int show(
      @Mixin RegistryOptions options,
      @Parameters(paramLabel = "RELEASE", description = "name@version.") String releaseId,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Writes its folder, as it was published, into this zip file.")
          Path file) {
    ReleaseSheet.print(out(), options, releaseId);
    if (file != null) {
      try {
        Files.write(file, options.registry().sources(releaseId));
      } catch (java.io.IOException e) {
        throw new CommandFailedException("cannot write " + file + ": name another file", e);
      }
      out().printf("  sources      %s%n", file);
    }
    return 0;
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

  /** The first sentence, or as much of it as a line has room for. */
  static String brief(String text) {
    String oneLine = text.strip().replaceAll("\\s+", " ");
    int end = oneLine.indexOf(". ");
    String sentence = end < 0 ? oneLine : oneLine.substring(0, end + 1);
    return sentence.length() <= BRIEF ? sentence : sentence.substring(0, BRIEF - 3).strip() + "...";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
