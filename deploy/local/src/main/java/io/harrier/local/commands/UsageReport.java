package io.harrier.local.commands;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with the arguments, and where to read what they may be. */
final class UsageReport implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    line.getErr().println("harrier: " + failure.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(failure, line.getErr())) {
      String command = line.getCommandSpec().qualifiedName();
      line.getErr().println("Read what it takes: ./" + command + " --help");
    }
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
