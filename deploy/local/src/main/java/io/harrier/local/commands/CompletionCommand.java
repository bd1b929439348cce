package io.harrier.local.commands;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the commands. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options.",
      "bash: source <(./harrier completion bash); zsh likewise."
    })
final class CompletionCommand implements Callable<Integer> {

  /** picocli's script serves both: it switches zsh to bash's way of completion. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    spec.commandLine().getOut().println("# " + shell.name().toLowerCase(java.util.Locale.ROOT));
    spec.commandLine().getOut().print(AutoComplete.bash("harrier", root));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
