package io.harrier.local.commands;

import io.harrier.alerting.casework.CaseStoreException;
import io.harrier.alerting.reconcile.ReconciliationException;
import io.harrier.backtest.BacktestException;
import io.harrier.local.CommandFailedException;
import io.harrier.registry.RefusedException;
import io.harrier.registry.RegistryException;
import io.harrier.registry.UnknownReleaseException;
import io.harrier.schema.SchemaException;
import io.harrier.servers.ServerStartException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what a command could not do; the stack trace only to those who ask for it. */
final class FailureReport implements IExecutionExceptionHandler {

  /** Failures whose message was written for people. */
  private static final Set<String> EXPLAINED =
      Set.of(
          CommandFailedException.class.getName(),
          ServerStartException.class.getName(),
          RegistryException.class.getName(),
          RefusedException.class.getName(),
          UnknownReleaseException.class.getName(),
          CaseStoreException.class.getName(),
          BacktestException.class.getName(),
          ReconciliationException.class.getName(),
          SchemaException.class.getName());

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine line, ParseResult parseResult) {
    if (failure instanceof ParameterException wrongUsage) {
      return new UsageReport().handleParseException(wrongUsage, new String[0]);
    }
    PrintWriter err = line.getErr();
    boolean verbose = Commands.isVerbose(line);
    err.println("harrier: " + describe(failure, verbose));
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return line.getCommandSpec().exitCodeOnExecutionException();
  }

  static String describe(Throwable failure, boolean verbose) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (EXPLAINED.contains(cause.getClass().getName())) {
        return cause.getMessage();
      }
    }
    Throwable root = failure;
    while (root.getCause() != null
        && (root instanceof UncheckedIOException || root.getMessage() == null)) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : ": " + root.getMessage().strip();
    return root.getClass().getSimpleName()
        + message
        + (verbose ? "" : " (the stack trace: add --verbose)");
  }
}
