package io.harrier.local.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.local.Signals;
import io.harrier.local.Terminal;
import io.harrier.local.demo.DemoReport;
import io.harrier.local.demo.DemoSession;
import io.harrier.local.demo.DemoSettings;
import io.harrier.local.directory.DataDirectory;
import io.harrier.local.platform.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything at once, with simulated payments and a live scoreboard. */
@Command(
    name = "demo",
    description = {
      "Runs everything with simulated payments and a live scoreboard, and ends with a report.",
      "Exit code 0 only if nothing was lost, doubled or made up, all bad input is accounted for,"
          + " and every kind of fraud was caught at least once."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PlatformOptions ports;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "For how long payments flow, 20s or more; ${DEFAULT-VALUE} where omitted.")
  private Duration duration;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Transactions a second; ${DEFAULT-VALUE} where omitted.")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Of all chance; ${DEFAULT-VALUE} where omitted.")
  private long seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory. Where omitted: .harrier if there is none yet; else .harrier-demo, which"
              + " is emptied first.")
  private Path data;

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    DemoSettings settings = settings();
    DataDirectory directory = DemoSession.directory(data, Path.of(""));
    directory.prepare();
    PlatformLog.toFilesOf(directory);
    BooleanSupplier stopping =
        Signals.interruptOnStop(Thread.currentThread(), () -> say(out, "Stopping ..."));
    DemoSession session = DemoSession.begin(settings);
    say(out, "Starting on " + directory.root() + " (logs in " + directory.logs() + ")");
    try (Platform platform =
        Platform.start(
            directory,
            ports.settings(),
            (part, detail, after) ->
                say(
                    out,
                    String.format(
                        Locale.ROOT,
                        "  %5.1f s  %-15s %s",
                        after.toMillis() / 1e3,
                        part,
                        detail)))) {
      boolean screen = Terminal.isAttached() && !json;
      DemoReport report = session.run(platform, screen, out);
      print(report);
      return report.sound() ? 0 : 1;
    } catch (InterruptedException e) {
      say(out, "Stopped before the end: no report.");
      return 1;
    } catch (RuntimeException e) {
      if (stopping.getAsBoolean()) {
        say(out, "Stopped before the end: no report.");
        return 1;
      }
      throw e;
    }
  }

  private DemoSettings settings() {
    try {
      return new DemoSettings(seed, rate, duration);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void print(DemoReport report) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report));
    } else {
      report.lines().forEach(out::println);
    }
    out.flush();
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
