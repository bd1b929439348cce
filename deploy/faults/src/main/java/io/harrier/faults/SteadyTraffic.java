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
  /** How much event time passes, however fast. */
  static final Duration SPAN = Duration.ofDays(45);

  static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final double FRAUD = 0.05;

  private final String bootstrapServers;
  private final Instant end;
  private final CompletableFuture<EmissionReport> running;

  private SteadyTraffic(
      String bootstrapServers, Instant end, CompletableFuture<EmissionReport> running) {
    this.bootstrapServers = bootstrapServers;
    this.end = end;
    this.running = running;
  }

  /**
   * @param perSecond records
   */
  public static SteadyTraffic start(
      String bootstrapServers, Seed seed, int perSecond, Duration duration) {
    return start(bootstrapServers, seed, perSecond, duration, END);
  }

  /**
   * @param perSecond records
   * @param end event time of the last payment, {@link #SPAN} after that of the first one
   */
  static SteadyTraffic start(
      String bootstrapServers, Seed seed, int perSecond, Duration duration, Instant end) {
    Simulation simulation =
        Simulation.of(
            SimulationSettings.sized(end, seed.value(), perSecond, duration)
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
    return new SteadyTraffic(bootstrapServers, end, running);
  }

  /** Waits until everything is sent, and says how much that was. */
  EmissionReport await() throws IOException {
    EmissionReport report = running.join();
    if (!report.complete()) {
      throw new IOException("the traffic was interrupted: " + report);
    }
    return report;
  }

  @Override
  public void finish() throws IOException {
    EmissionReport unused = await();
    ClosingPayments.send(bootstrapServers, end.plus(Duration.ofDays(1)));
  }
}
