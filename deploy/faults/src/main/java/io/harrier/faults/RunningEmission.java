package io.harrier.faults;

import io.harrier.simulator.Emission;
import io.harrier.simulator.EmissionReport;
import io.harrier.simulator.Pacing;
import io.harrier.simulator.Simulation;
import io.harrier.simulator.sink.KafkaRecordSink;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** A simulation on its way to Kafka, by a thread of its own. Whatever is away, it waits for. */
final class RunningEmission {
  private final CompletableFuture<EmissionReport> report = new CompletableFuture<>();

  private RunningEmission() {}

  /**
   * @param pacing may interrupt its thread to end the emission
   */
  static RunningEmission start(String bootstrapServers, Simulation simulation, Pacing pacing) {
    RunningEmission running = new RunningEmission();
    Thread thread =
        new Thread(
            () -> {
              try (TransactionProducer producer = new TransactionProducer(bootstrapServers);
                  KafkaRecordSink sink = new KafkaRecordSink(producer, InstantSource.system())) {
                running.report.complete(Emission.run(simulation, sink, pacing, progress -> {}));
              } catch (IOException | RuntimeException e) {
                running.report.completeExceptionally(e);
              }
            },
            "traffic");
    thread.setDaemon(true);
    thread.start();
    return running;
  }

  /** Waits for its end. */
  EmissionReport await() {
    return report.join();
  }
}
