package io.harrier.local.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** All commands. */
@Command(
    name = "harrier",
    description = "Real-time fraud detection.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "harrier 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      DemoCommand.class,
      SimulateCommand.class,
      ReplayCommand.class,
      RulesCommand.class,
      AuditCommand.class,
      ListsCommand.class,
      ExplainCommand.class,
      StateCommand.class,
      CasesCommand.class,
      ReconcileCommand.class,
      TransactionsCommand.class,
      PreflightCommand.class,
      UpgradeCommand.class,
      CompletionCommand.class
    })
public final class Commands {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Prints a stack trace when something fails.")
  private boolean verbose;

  private Commands() {}

  public static CommandLine all() {
    return new CommandLine(new Commands()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Whether {@code --verbose} was given to the command or to any above it. */
  public static boolean isVerbose(CommandLine line) {
    CommandLine root = line;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    return root.getCommand() instanceof Commands commands && commands.verbose;
  }
}
