package io.harrier.local.commands;

import io.harrier.local.CommandFailedException;
import io.harrier.local.Signals;
import io.harrier.local.directory.Endpoints;
import io.harrier.simulator.Emission;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.SimulationTally;
import io.harrier.simulator.sink.KafkaRecordSink;
import io.harrier.simulator.sink.RecordSink;
import io.harrier.simulator.sink.TransactionFile;
import io.harrier.simulator.sink.TransactionProducer;
import io.harrier.simulator.sink.TruthFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Labelled traffic, into Kafka or a file. */
@Command(
    name = "simulate",
    description = {
      "Makes labelled traffic: into Kafka at the given rate, or into a file at once.",
      "The same seed, rate, duration and end give the same transactions.",
      "Ctrl-C stops after what has been sent, and says how much that is; exit code 130."
    })
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(
      names = "--rate",
      required = true,
      paramLabel = "N",
      description = "Transactions a second.")
  private double rate;

  @Option(
      names = "--duration",
      required = true,
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "For how long, such as 2m; rate and duration say how many there are.")
  private Duration duration;

  @Option(names = "--seed", required = true, paramLabel = "N", description = "Of all chance.")
  private long seed;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "Event time of the end, such as 2026-11-22T00:00:00Z; now where omitted.")
  private Instant end;

  @Option(
      names = "--fraud",
      paramLabel = "SHARE",
      description = "Share of fraudulent transactions, 0 to 0.5.")
  private Double fraud;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes JSON lines to this file, and the truth to FILE.truth.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    Simulation simulation = Simulation.of(settings());
    EmissionReport report;
    try (RecordSink sink = sink();
        ProgressLine progress =
            ProgressLine.of(spec.commandLine().getErr(), "simulating", expected())) {
      Signals.interruptOnStop(Thread.currentThread(), () -> {});
      Pacing pacing = file == null ? Pacing.perSecond(rate) : Pacing.unlimited();
      report =
          Emission.run(
              simulation, sink, pacing, made -> progress.at(made.tally().records(), expected()));
    }
    print(report);
    return report.complete() ? 0 : Signals.STOPPED;
  }

  private long expected() {
    return Math.round(rate * duration.toMillis() / 1000);
  }

  private SimulationSettings settings() {
    Instant until = end == null ? Clock.systemUTC().instant() : end;
    try {
      SimulationSettings settings = SimulationSettings.sized(until, seed, rate, duration);
      return fraud == null ? settings : settings.withFraudShare(fraud);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private RecordSink sink() {
    if (file == null) {
      Endpoints endpoints = Endpoints.require(data.directory());
      return new KafkaRecordSink(new TransactionProducer(endpoints.kafka()), Clock.systemUTC());
    }
    try {
      Path truth = file.resolveSibling(file.getFileName() + ".truth");
      return new TransactionFile(file).and(new TruthFile(truth));
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot write " + file + " (" + e.getMessage() + "): name another file with --out", e);
    }
  }

  private void print(EmissionReport report) {
    SimulationTally tally = report.tally();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d records in %.1f s: %,d transactions, %,d of them fraud; %,d duplicates, %,d late,"
            + " %,d malformed%s%n",
        tally.records(),
        report.elapsed().toMillis() / 1000.0,
        tally.valid(),
        tally.fraudulent(),
        tally.duplicates(),
        tally.late(),
        tally.malformedRecords(),
        report.complete() ? "" : " (stopped before the end)");
    tally
        .episodes()
        .forEach(
            (typology, count) ->
                out.printf(
                    "  %-20s %,d %s%n",
                    typology.label(), count, count == 1 ? "episode" : "episodes"));
  }
}
