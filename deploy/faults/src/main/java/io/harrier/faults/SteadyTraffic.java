package io.harrier.faults;

import io.harrier.simulator.Emission;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.SimulationSettings;
import io.harrier.simulator.sink.KafkaRecordSink;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Seeded payments with a good share of fraud, out of order, repeated and malformed, at an even rate
 * by a thread of its own. Whatever is away, it waits for.
 */
public final class SteadyTraffic implements Traffic {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final double FRAUD = 0.05;

  private final String bootstrapServers;
  private final CompletableFuture<EmissionReport> running;

  private SteadyTraffic(String bootstrapServers, CompletableFuture<EmissionReport> running) {
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
    CompletableFuture<EmissionReport> running = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (TransactionProducer producer = new TransactionProducer(bootstrapServers);
                  KafkaRecordSink sink = new KafkaRecordSink(producer, InstantSource.system())) {
                running.complete(
                    Emission.run(simulation, sink, Pacing.perSecond(perSecond), progress -> {}));
              } catch (IOException | RuntimeException e) {
                running.completeExceptionally(e);
              }
            },
            "traffic");
    thread.setDaemon(true);
    thread.start();
    return new SteadyTraffic(bootstrapServers, running);
  }

  @Override
  public void finish() throws IOException {
    EmissionReport report = running.join();
    if (!report.complete()) {
      throw new IOException("the traffic was interrupted: " + report);
    }
    ClosingPayments.send(bootstrapServers, END.plus(Duration.ofDays(1)));
  }
}
