package io.harrier.faults;

import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Seeded payments with a good share of fraud, out of order, repeated and malformed, at an even rate
 * by a thread of its own. Whatever is away, it waits for.
 */
public final class SteadyTraffic implements Traffic {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final double FRAUD = 0.05;

  private final String bootstrapServers;
  private final RunningEmission running;

  private SteadyTraffic(String bootstrapServers, RunningEmission running) {
    this.bootstrapServers = bootstrapServers;
    this.running = running;
  }

  /**
   * @param perSecond records
   */
  public static SteadyTraffic start(
      String bootstrapServers, Seed seed, int perSecond, Duration duration) {
    Simulation simulation =
        Simulation.of(
            SimulationSettings.sized(END, seed.value(), perSecond, duration)
                .withFraudShare(FRAUD)
                .withDisorder(0.1, 0, 0.02, 0.01));
    return new SteadyTraffic(
        bootstrapServers,
        RunningEmission.start(bootstrapServers, simulation, Pacing.perSecond(perSecond)));
  }

  @Override
  public void finish() throws IOException {
    EmissionReport report = running.await();
    if (!report.complete()) {
      throw new IOException("the traffic was interrupted: " + report);
    }
    ClosingPayments.send(bootstrapServers, END.plus(Duration.ofDays(1)));
  }
}
