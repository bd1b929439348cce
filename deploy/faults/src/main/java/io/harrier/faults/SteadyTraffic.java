package io.harrier.faults;

import io.harrier.model.Transaction;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
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
public final class SteadyTraffic {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final double FRAUD = 0.05;

  /** So many that there is one in every partition. */
  private static final int CLOSING_USERS = 64;

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

  /**
   * Waits for the end, then sends a payment of the next day to every partition: with it the
   * watermark passes all that is open.
   */
  public void finish() throws IOException {
    EmissionReport report = running.join();
    if (!report.complete()) {
      throw new IOException("the traffic was interrupted: " + report);
    }
    try (TransactionProducer producer = new TransactionProducer(bootstrapServers)) {
      for (int i = 0; i < CLOSING_USERS; i++) {
        Transaction payment =
            Transaction.builder(
                    "closing-" + i, "closing-" + i, END.plus(Duration.ofDays(1)).toEpochMilli())
                .amount(1_00, "EUR")
                .build();
        producer.send(
            Topic.TRANSACTIONS.topicName(), payment.userId(), TransactionJson.encode(payment));
      }
      producer.flush();
    }
  }
}
