package io.harrier.bench;

import io.harrier.model.Decision;
import io.harrier.model.Transaction;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.Pacing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Payments of now, sent at a steady rate, and how long after its sending the decision on each could
 * be read. Both run in the background until it is closed.
 */
final class LiveTraffic implements AutoCloseable {
  /** So many that hardly anyone is seen twice. */
  private static final int USERS = 200_000;

  private static final Duration POLL = Duration.ofMillis(50);

  private final String kafka;
  private final Pacing pacing;
  private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();
  private final Set<String> releases = ConcurrentHashMap.newKeySet();
  private final Recorder latencies = new Recorder(3);
  private final CompletableFuture<Void> sending = new CompletableFuture<>();
  private final CompletableFuture<Void> reading = new CompletableFuture<>();
  private volatile boolean open = true;
  private Histogram recycled;

  private LiveTraffic(String kafka, int rate) {
    this.kafka = kafka;
    this.pacing = Pacing.perSecond(rate);
  }

  static LiveTraffic start(String kafka, int rate) {
    LiveTraffic traffic = new LiveTraffic(kafka, rate);
    run("reader", traffic::read, traffic.reading);
    run("sender", traffic::send, traffic.sending);
    return traffic;
  }

  /** Latencies in microseconds since this was last asked. */
  Histogram latencies() {
    recycled = latencies.getIntervalHistogram(recycled);
    return recycled.copy();
  }

  /**
   * Waits for the first decision by a release.
   *
   * @throws IllegalStateException if there is none within the limit
   */
  void awaitDecisionBy(String releaseId, Duration limit) throws InterruptedException {
    long giveUp = System.nanoTime() + limit.toNanos();
    while (!releases.contains(releaseId)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            releaseId + " has decided nothing within " + limit.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static void run(String name, Runnable work, CompletableFuture<Void> done) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (RuntimeException e) {
                done.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private void send() {
    EngineTraffic payments = new EngineTraffic(USERS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long number = 0; open; number++) {
        pacing.await(number);
        Transaction payment = payments.next(System.currentTimeMillis()).transaction();
        sentNanos.put(payment.transactionId(), System.nanoTime());
        // What does not arrive is never decided, and is missing from the latencies' count.
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(
                    Topic.TRANSACTIONS.topicName(),
                    payment.userId().getBytes(StandardCharsets.UTF_8),
                    TransactionJson.encode(payment)));
      }
    }
  }

  private void read() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ConsumerConfig.GROUP_ID_CONFIG,
            "bench-" + ProcessHandle.current().pid(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topic.DECISIONS.topicName()));
      while (open) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          note(DecisionJson.decode(record.value()));
        }
      }
    }
  }

  private void note(Decision decision) {
    Long sent = sentNanos.remove(decision.transactionId());
    if (sent != null) {
      latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
    }
    releases.add(decision.release());
  }

  @Override
  public void close() {
    open = false;
    CompletableFuture.allOf(sending, reading).join();
  }
}
