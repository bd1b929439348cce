package io.harrier.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;

/**
 * Payments whose event times are what badly set clocks make of them. The stream is two days behind
 * the clock, as one that is caught up with, and goes as fast. Of four partitions
 *
 * <pre>
 *   0  is on time; now and then a user sends something that is an hour behind
 *   1  is on time; others send what is an hour ahead of the clock, or of the year 2099
 *   2  is an hour behind
 *   3  is empty
 * </pre>
 *
 * In each partition some test stolen cards: tiny payments that are declined, and so alerts at once
 * and another one when the session is over.
 */
public final class SkewedTraffic implements Traffic, AutoCloseable {
  public static final Duration BEHIND = Duration.ofHours(1);

  /** Where payments of the partition that is behind come from once the watermark has passed it. */
  public static final String COUNTRY_AFTER_SILENCE = "NL";

  public static final String COUNTRY = "DE";

  private static final int PARTITIONS = 4;
  private static final int LATE = 0;
  private static final int AHEAD = 1;
  private static final int LAGGING = 2;

  private static final Duration AGE = Duration.ofDays(2);
  private static final Instant FAR_FUTURE = Instant.parse("2099-01-01T00:00:00Z");
  private static final int USERS = 40;
  private static final int ATTEMPTS = 7;
  private static final long ROUND_MILLIS = 50;

  /** In rounds; a rule that alerts on nearly everything would be switched off. */
  private static final int ATTEMPT_EVERY = 3;

  /** In rounds: how often something comes an hour too late, or from the future. */
  private static final int SELDOM = 10;

  private final String bootstrapServers;
  private final TransactionProducer producer;
  private final Random random;
  private final InstantSource clock = InstantSource.system();
  private final List<List<String>> users = new ArrayList<>();
  private final Set<String> late = new HashSet<>();
  private final Set<String> future = new HashSet<>();
  private long sent;
  private long rounds;

  public SkewedTraffic(String bootstrapServers, Seed seed) {
    this.bootstrapServers = bootstrapServers;
    this.producer = new TransactionProducer(bootstrapServers);
    this.random = seed.random();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      users.add(new ArrayList<>());
    }
    for (int i = 0; users.stream().anyMatch(some -> some.size() < USERS); i++) {
      String user = "user-" + i;
      users.get(partition(user)).add(user);
    }
  }

  /** Where Kafka's producers put the records of a key. */
  private static int partition(String user) {
    return Utils.toPositive(Utils.murmur2(user.getBytes(UTF_8))) % PARTITIONS;
  }

  /** The event time of the partitions that are on time. */
  public Instant now() {
    return clock.instant().minus(AGE);
  }

  /** Sends to all partitions but the one that stays empty. */
  public void send(Duration duration) throws IOException, InterruptedException {
    send(duration, List.of(LATE, AHEAD, LAGGING));
  }

  /** Likewise, while the one that is behind is silent. */
  public void sendWithoutLagging(Duration duration) throws IOException, InterruptedException {
    send(duration, List.of(LATE, AHEAD));
  }

  private void send(Duration duration, List<Integer> partitions)
      throws IOException, InterruptedException {
    long begin = rounds;
    for (; (rounds - begin) * ROUND_MILLIS < duration.toMillis(); rounds++) {
      for (int partition : partitions) {
        Instant time = partition == LAGGING ? now().minus(BEHIND) : now();
        sendPayment(user(partition), time, COUNTRY);
        if (rounds % ATTEMPT_EVERY == 0) {
          sendAttempt(tester(partition), time);
        }
      }
      if (rounds % SELDOM == SELDOM - 1) {
        // The one who has just tried something: known, and so late.
        late.add(sendPayment(tester(LATE), now().minus(BEHIND), COUNTRY));
        future.add(sendPayment(user(AHEAD), clock.instant().plus(BEHIND), COUNTRY));
        future.add(sendPayment(user(AHEAD), FAR_FUTURE.plusMillis(sent), COUNTRY));
      }
      producer.flush();
      TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
    }
  }

  /** Of the partition that is behind, after its silence: every user once. */
  public void sendFromLagging() throws IOException {
    for (String user : users.get(LAGGING)) {
      sendPayment(user, now().minus(BEHIND), COUNTRY_AFTER_SILENCE);
    }
    producer.flush();
  }

  /** Users take turns, each for a few attempts. */
  private String tester(int partition) {
    return users.get(partition).get((int) (rounds / (ATTEMPTS * ATTEMPT_EVERY)) % USERS);
  }

  private String user(int partition) {
    return users.get(partition).get(random.nextInt(USERS));
  }

  private String sendPayment(String user, Instant time, String country) throws IOException {
    return send(
        payment(user, time)
            .amount(2_000 + random.nextInt(1_000), "EUR")
            .channel(Channel.POS)
            .merchantId("merchant-of-" + user)
            .country(country)
            .build());
  }

  private void sendAttempt(String user, Instant time) throws IOException {
    send(
        payment(user, time)
            .amount(1_00, "EUR")
            .channel(Channel.ECOMMERCE)
            .status(TransactionStatus.DECLINED)
            .merchantId("shop")
            .country(COUNTRY)
            .build());
  }

  private Transaction.Builder payment(String user, Instant time) {
    return Transaction.builder("payment-" + sent++, user, time.toEpochMilli())
        .type(TransactionType.PURCHASE);
  }

  private String send(Transaction payment) throws IOException {
    producer.send(
        Topic.TRANSACTIONS.topicName(), payment.userId(), TransactionJson.encode(payment));
    return payment.transactionId();
  }

  /** Ids of what is about an hour behind its user's newest. */
  public Set<String> late() {
    return Set.copyOf(late);
  }

  /** Ids of what is an hour ahead of the clock, or more. */
  public Set<String> future() {
    return Set.copyOf(future);
  }

  @Override
  public void finish() throws IOException {
    producer.flush();
    ClosingPayments.send(bootstrapServers, now().plus(Duration.ofDays(1)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
