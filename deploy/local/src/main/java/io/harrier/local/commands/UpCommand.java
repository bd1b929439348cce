package io.harrier.local.commands;

import io.harrier.local.CommandFailedException;
import io.harrier.local.Signals;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.platform.Platform;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything on this machine until it is told to stop. */
@Command(
    name = "up",
    description = {
      "Runs PostgreSQL, Kafka, Redis, reference data and both Flink jobs on this machine.",
      "Stays in the foreground; Ctrl-C stops everything cleanly, and the data stays."
    })
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;
  @Mixin private PlatformOptions ports;

  @Option(
      names = "--four-eyes",
      description =
          "Releases decide only after somebody other than their author has approved them, from now"
              + " on; without, a new platform approves by itself, as is fit for trials.")
  private boolean fourEyes;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DataDirectory directory = data.directory();
    directory.prepare();
    PlatformLog.toFilesOf(directory);
    BooleanSupplier stopping =
        Signals.interruptOnStop(Thread.currentThread(), () -> say(out, "Stopping ..."));
    say(out, "Starting on " + directory.root() + " (logs in " + directory.logs() + ")");
    try (Platform platform =
        Platform.start(
            directory,
            ports.settings(fourEyes),
            (part, detail, after) -> say(out, startupLine(part, detail, after)))) {
      say(out, "Ready.");
      EndpointsText.print(out, platform.endpoints());
      out.println();
      EndpointsText.printHints(out, platform.endpoints());
      say(out, "Ctrl-C stops it; so does ./harrier down --data " + directory.root());
      throw new CommandFailedException(
          platform.awaitFailure(news -> say(out, news))
              + ": everything stops; nothing is lost, and ./harrier up resumes. The logs are in "
              + directory.logs());
    } catch (InterruptedException e) {
      return stopped(out, directory);
    } catch (RuntimeException e) {
      // What was interrupted half-way through its start says so in its own way.
      if (stopping.getAsBoolean()) {
        return stopped(out, directory);
      }
      throw e;
    }
  }

  private static int stopped(PrintWriter out, DataDirectory directory) {
    say(out, "Stopped; the data stays in " + directory.root() + ".");
    return 0;
  }

  private static String startupLine(String part, String detail, Duration after) {
    return String.format(
        Locale.ROOT, "  %5.1f s  %-15s %s", after.toMillis() / 1000.0, part, detail);
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
