package io.harrier.simulator;

import io.harrier.simulator.sink.RecordSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Reads a simulation into a sink, at a pace. */
public final class Emission {
  private static final int RECORDS_BETWEEN_PROGRESS = 1_024;

  private Emission() {}

  /**
   * How far it is.
   *
   * @param simulatedTime event time that has been reached
   * @param share of the simulated span, 0 to 1
   */
  public record Progress(SimulationTally tally, Instant simulatedTime, double share) {}

  /**
   * Runs to the simulation's end, or until the thread is interrupted; then the report says so, and
   * the interrupt stays set. The sink is flushed, not closed.
   *
   * @param progress called now and then, and at the end, by this thread
   * @throws IOException if the sink fails
   */
  public static EmissionReport run(
      Simulation simulation, RecordSink sink, Pacing pacing, Consumer<Progress> progress)
      throws IOException {
    long began = System.nanoTime();
    long emitted = 0;
    while (!Thread.currentThread().isInterrupted() && simulation.hasNext()) {
      pacing.await(emitted);
      sink.accept(simulation.next());
      if (++emitted % RECORDS_BETWEEN_PROGRESS == 0) {
        progress.accept(progress(simulation));
      }
    }
    boolean complete = !Thread.currentThread().isInterrupted();
    sink.flush();
    progress.accept(progress(simulation));
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    return new EmissionReport(simulation.tally(), elapsed, complete);
  }

  private static Progress progress(Simulation simulation) {
    SimulationSettings settings = simulation.settings();
    Instant now = simulation.simulatedTime();
    double share =
        (double) Duration.between(settings.start(), now).toMillis() / settings.span().toMillis();
    return new Progress(simulation.tally(), now, Math.min(1, Math.max(0, share)));
  }
}
