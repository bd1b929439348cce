package io.harrier.local.commands;

import picocli.CommandLine;

/** The command line: reads arguments, runs one command, and says in one sentence what failed. */
public final class HarrierCommand {
  private HarrierCommand() {}

  /**
   * Ends the process with 0 when the work is done, 1 when it or a check failed, 2 when it was
   * called wrongly.
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(String... arguments) {
    CommandLine line = Commands.all();
    line.setExecutionExceptionHandler(new FailureReport());
    line.setParameterExceptionHandler(new UsageReport());
    return line.execute(arguments);
  }
}
