package io.harrier.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.servers.KafkaServer;
import io.harrier.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledReferenceDataITCase {
  private static final int ROWS = 20_000;
  private static final int MEASURED = 50;
  private static final int CHANGES = 300;

  @TempDir Path directory;

  @Test
  void nothingIsLostWhenItIsKilledWhileRowsChange() throws Exception {
    CompletableFuture<KafkaServer> starting =
        CompletableFuture.supplyAsync(() -> KafkaServer.start(directory.resolve("kafka"), 0));
    try (PostgresServer postgres = PostgresServer.start(directory.resolve("postgres"), 0);
        KafkaServer kafka = starting.join()) {
      Source source = Source.create(postgres, "test");
      source.execute(
          "insert into fraud.risk_scores (user_id, score) select 'user' || i, 0.5 from generate_series(1, %d) i"
              .formatted(ROWS));
      ReferenceDataSettings settings =
          ReferenceDataSettings.of(source.url(), kafka.bootstrapServers());
      new ReferenceTopics(settings).ensure();
      Process process = startProcess(settings);
      try (TopicReader reader = new TopicReader(settings)) {
        long started = System.nanoTime();
        reader.await(reader::hasAllMarks);
        print(
            "snapshot of %d rows, from the start of the JVM: %d ms"
                .formatted(ROWS, millisSince(started)));
        assertThat(reader.scoresMark().rows()).isEqualTo(ROWS);
        measureLatency(source, reader);

        Random random = new Random(42);
        for (int round = 0; round < 2; round++) {
          change(source, random, CHANGES);
          process.destroyForcibly().waitFor();
          change(source, random, CHANGES);
          process = startProcess(settings);
        }
        source.score("last", 1);
        reader.await(() -> reader.scores().containsKey("last"));
        assertThat(reader.scoreOfUser()).isEqualTo(source.scores());
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static Process startProcess(ReferenceDataSettings settings) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx256m",
            ReferenceData.class.getName(),
            "--postgres",
            settings.postgres(),
            "--kafka",
            settings.kafka(),
            "--heartbeat",
            "0.5s");
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.inheritIO().start();
  }

  private static void change(Source source, Random random, int changes) throws SQLException {
    for (int i = 0; i < changes; i++) {
      String user = "user" + (1 + random.nextInt(200));
      if (random.nextInt(4) == 0) {
        source.execute("delete from fraud.risk_scores where user_id = '" + user + "'");
      } else {
        source.score(user, random.nextInt(1_000) / 1_000d);
      }
    }
  }

  private static void measureLatency(Source source, TopicReader reader) throws SQLException {
    List<Long> latencies = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      double score = i / (double) MEASURED;
      source.score("measured", score);
      long committed = System.nanoTime();
      reader.await(
          () ->
              reader.scores().containsKey("measured")
                  && reader.scores().get("measured").score() == score);
      latencies.add(millisSince(committed));
    }
    Collections.sort(latencies);
    print(
        "from commit in Postgres to a consumer of Kafka: p50 %d ms, worst of %d: %d ms"
            .formatted(latencies.get(MEASURED / 2), MEASURED, latencies.get(MEASURED - 1)));
  }

  private static long millisSince(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
  }

  private static void print(String measured) {
    System.out.println("Reference data, " + measured);
  }
}
