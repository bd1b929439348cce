package io.harrier.local.commands;

import io.harrier.local.CommandFailedException;
import io.harrier.local.Signals;
import io.harrier.local.directory.Endpoints;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.replay.ColumnMap;
import io.harrier.simulator.replay.InvalidMapException;
import io.harrier.simulator.replay.Replay;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A file of transactions into Kafka. */
@Command(
    name = "replay",
    description = {
      "Sends the transactions of a .jsonl or .csv file to Kafka, keyed by userId.",
      "Exit code 1 when lines were left out because they are no transactions; 130 when Ctrl-C"
          + " stopped it, after what it says was sent."
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Parameters(paramLabel = "FILE", description = "Named *.jsonl or *.csv.")
  private Path file;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      defaultValue = "max",
      description = "Transactions a second; as fast as it goes where omitted.")
  private String rate;

  @Option(
      names = "--map",
      paramLabel = "NAME|FILE",
      description = "How columns become fields: paysim, sparkov, amlsim, or a YAML file.")
  private String map;

  @Override
  public Integer call() throws IOException {
    Pacing pacing = pacing();
    if (!Files.isReadable(file)) {
      throw new CommandFailedException("cannot read " + file + ": name a .jsonl or .csv file");
    }
    Replay replay = replay();
    Endpoints endpoints = Endpoints.require(data.directory());
    Replay.Report report;
    try (TransactionProducer producer = new TransactionProducer(endpoints.kafka());
        ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), "replaying", -1)) {
      Signals.interruptOnStop(Thread.currentThread(), () -> {});
      report =
          replay.run(producer, InstantSource.system(), pacing, at -> progress.at(at.lines(), -1));
    } catch (IOException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    report
        .badLines()
        .forEach(bad -> out.printf("line %d left out: %s%n", bad.number(), bad.problem()));
    out.printf(
        "%,d lines: %,d sent, %,d left out%s%n",
        report.progress().lines(),
        report.progress().sent(),
        report.progress().bad(),
        report.complete() ? "" : " (stopped before the end)");
    if (!report.complete()) {
      return Signals.STOPPED;
    }
    return report.progress().bad() == 0 ? 0 : 1;
  }

  private Replay replay() throws IOException {
    if (map == null) {
      return Replay.of(file);
    }
    try {
      return Replay.of(file, ColumnMap.named(map));
    } catch (InvalidMapException | IOException e) {
      throw new CommandFailedException(e.getMessage(), e);
    }
  }

  private Pacing pacing() {
    if (rate.equals("max")) {
      return Pacing.unlimited();
    }
    try {
      return Pacing.perSecond(Double.parseDouble(rate));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--rate is a positive number or max, not '" + rate + "'", e);
    }
  }
}
