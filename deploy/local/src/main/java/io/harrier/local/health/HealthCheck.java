package io.harrier.local.health;

import io.harrier.local.directory.Endpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks all parts at once. */
public final class HealthCheck {
  private static final long PATIENCE_SECONDS = 10;

  private HealthCheck() {}

  /** One part's answer; an exception means that it does not answer. */
  private record Probe(String name, Callable<PartHealth> question) {}

  /** How each part is, in the order in which data flows. */
  public static List<PartHealth> ask(Endpoints endpoints) throws InterruptedException {
    List<Probe> probes =
        List.of(
            new Probe(PostgresProbe.NAME, () -> PostgresProbe.ask(endpoints.postgres())),
            new Probe(ReferenceDataProbe.NAME, () -> ReferenceDataProbe.ask(endpoints.postgres())),
            new Probe(ReleaseProbe.NAME, () -> ReleaseProbe.ask(endpoints.postgres())),
            new Probe(KafkaProbe.NAME, () -> KafkaProbe.ask(endpoints.kafka())),
            new Probe(FlinkProbe.NAME, () -> FlinkProbe.ask(endpoints.flink())),
            new Probe(DetectionProbe.NAME, () -> DetectionProbe.ask(endpoints.flink())),
            new Probe(RulesProbe.NAME, () -> RulesProbe.ask(endpoints.flink())),
            new Probe(AlertingProbe.NAME, () -> AlertingProbe.ask(endpoints.flink())),
            new Probe(ConsumersProbe.NAME, () -> ConsumersProbe.ask(endpoints.kafka())),
            new Probe(RedisProbe.NAME, () -> RedisProbe.ask(endpoints.redis())));
    ExecutorService threads =
        Executors.newFixedThreadPool(
            probes.size(),
            task -> {
              Thread thread = new Thread(task, "health");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<PartHealth>> answers = new ArrayList<>();
      for (Probe probe : probes) {
        answers.add(threads.submit(probe.question()));
      }
      List<PartHealth> health = new ArrayList<>();
      for (int i = 0; i < probes.size(); i++) {
        health.add(await(probes.get(i).name(), answers.get(i)));
      }
      return health;
    } finally {
      threads.shutdownNow();
    }
  }

  /** How Redis is. */
  public static PartHealth redis(String uri) {
    try {
      return RedisProbe.ask(uri);
    } catch (IOException e) {
      return PartHealth.failed(RedisProbe.NAME, e);
    }
  }

  private static PartHealth await(String name, Future<PartHealth> answer)
      throws InterruptedException {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return PartHealth.failed(name, e.getCause());
    } catch (TimeoutException e) {
      return PartHealth.notReady(name, "no answer within " + PATIENCE_SECONDS + " s");
    }
  }
}
