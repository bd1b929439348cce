package io.harrier.bench;

import io.harrier.model.topic.Topic;
import io.harrier.simulator.Pacing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures how many transactions a second the whole platform sustains on this machine: starts it
 * with {@code ./harrier up}, sends traffic that was made before at a steady rate, and counts the
 * decisions in their topic. The servers, both jobs and the sender share the machine; what is not
 * part of the platform, the making of traffic and the reading of results, does not run beside.
 */
public final class Throughput {
  private static final int INTERVAL_SECONDS = 10;

  private Throughput() {}

  /**
   * @param args seconds to send for, transactions a second, and days of event time that the traffic
   *     covers
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 240;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    double days = args.length > 2 ? Double.parseDouble(args[2]) : 5;
    Path directory = Files.createTempDirectory("harrier-throughput");
    try {
      PreparedTraffic traffic =
          PreparedTraffic.make(directory.resolve("traffic"), (long) seconds * rate, days);
      System.out.printf(
          Locale.ROOT,
          "%d processors, Java %s: %,d records of %,d users in %.1f days of event time%n",
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("java.version"),
          traffic.records(),
          traffic.users(),
          days);
      measure(directory.resolve("data"), traffic, seconds, rate);
    } finally {
      RunningPlatform.delete(directory);
    }
  }

  private static void measure(Path data, PreparedTraffic traffic, int seconds, int rate)
      throws Exception {
    try (RunningPlatform platform = RunningPlatform.start(data);
        DecisionCount decisions = new DecisionCount(platform.kafka())) {
      Thread sender = new Thread(() -> send(traffic, platform.kafka(), rate), "sender");
      sender.setDaemon(true);
      sender.start();
      print(decisions, traffic, seconds);
    }
  }

  private static void send(PreparedTraffic traffic, String kafka, int rate) {
    Pacing pacing = Pacing.perSecond(rate);
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            1 << 18);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      traffic.forEach(
          (number, userId, value) -> {
            pacing.await(number);
            // What does not arrive is missing from the topic, whose growth is what is printed.
            Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(Topic.TRANSACTIONS.topicName(), userId, value));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(DecisionCount decisions, PreparedTraffic traffic, int seconds)
      throws InterruptedException, ExecutionException {
    System.out.println("      s    sent/s  decided/s   backlog");
    long start = System.nanoTime();
    DecisionCount.Sample last = decisions.sample();
    DecisionCount.Sample half = last;
    for (int at = INTERVAL_SECONDS; at <= seconds; at += INTERVAL_SECONDS) {
      TimeUnit.NANOSECONDS.sleep(start + TimeUnit.SECONDS.toNanos(at) - System.nanoTime());
      DecisionCount.Sample now = decisions.sample();
      print(Integer.toString(at), last, now);
      last = now;
      if (at <= seconds / 2) {
        half = now;
      }
    }
    print("half 2", half, last);
    System.out.println(
        last.backlog() <= Math.max(half.backlog(), traffic.records() / seconds)
            ? "sustained: the backlog did not grow in the second half"
            : "not sustained: the backlog grew");
  }

  private static void print(String label, DecisionCount.Sample from, DecisionCount.Sample to) {
    System.out.printf(
        Locale.ROOT,
        "%7s  %,8.0f  %,9.0f  %,8d%n",
        label,
        (to.sent() - from.sent()) / from.secondsUntil(to),
        (to.decided() - from.decided()) / from.secondsUntil(to),
        to.backlog());
  }
}
