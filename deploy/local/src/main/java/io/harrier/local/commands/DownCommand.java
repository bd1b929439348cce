package io.harrier.local.commands;

import io.harrier.local.CommandFailedException;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.directory.DirectoryLock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops the process that runs on a data directory, from outside. */
@Command(name = "down", description = "Stops what runs on the data directory; the data stays.")
final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "90s",
      converter = DurationConverter.class,
      description = "How long to wait for it; ${DEFAULT-VALUE} where omitted.")
  private Duration timeout;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    DataDirectory directory = data.directory();
    OptionalLong pid = DirectoryLock.holder(directory);
    Optional<ProcessHandle> process =
        pid.isPresent() ? ProcessHandle.of(pid.getAsLong()) : Optional.empty();
    if (process.isEmpty()) {
      out.println("Nothing runs on " + directory.root() + ".");
      return 0;
    }
    out.println("Stopping process " + pid.getAsLong() + " on " + directory.root() + " ...");
    out.flush();
    if (!process.get().destroy()) {
      throw new CommandFailedException(
          "process "
              + pid.getAsLong()
              + " could not be told to stop: it belongs to another user; run this as that user");
    }
    try {
      process.get().onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CommandFailedException(
          "process "
              + pid.getAsLong()
              + " has not stopped after "
              + timeout.toSeconds()
              + " s: look into "
              + directory.logs()
              + ", wait longer with --timeout, or end it with kill -9 (nothing is lost by that)",
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    out.println("Stopped; the data stays in " + directory.root() + ".");
    return 0;
  }
}
