package io.harrier.detection.evaluate;

import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Transactions of a few users as they lie in the partitions of their topic: out of order, late and
 * repeated ones among them. None is so old that its partition's watermark could have closed what it
 * belongs to.
 */
final class SimulatedTraffic {
  static final int PARTITIONS = 3;
  static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(20);
  static final Duration ALLOWED_LATENESS = Duration.ofMinutes(1);

  private static final int USERS = 12;
  private static final int MEAN_STEP_MILLIS = 20_000;

  private final List<List<Transaction>> partitions = new ArrayList<>();
  private final long begin;
  private long end;

  SimulatedTraffic(Random random, int count, long begin) {
    this.begin = begin;
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
    int mostDelay = (int) OUT_OF_ORDERNESS.plus(ALLOWED_LATENESS).toMillis();
    long time = begin;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(2 * MEAN_STEP_MILLIS);
      if (random.nextInt(50) == 0) {
        time += random.nextInt(1_800_000);
      }
      int user = random.nextInt(1 + random.nextInt(USERS));
      List<Transaction> partition = partitions.get(user % PARTITIONS);
      boolean isRepeated = random.nextInt(40) == 0 && !partition.isEmpty();
      partition.add(
          isRepeated
              ? partition.get(partition.size() - 1 - random.nextInt(Math.min(5, partition.size())))
              : transaction(
                  random,
                  i,
                  user,
                  time - (random.nextInt(4) == 0 ? random.nextInt(mostDelay) : 0)));
    }
    end = time;
  }

  private static Transaction transaction(Random random, int number, int user, long time) {
    return Transaction.builder("t" + number, "user-" + user, time)
        .type(random.nextInt(3) == 0 ? TransactionType.TRANSFER : TransactionType.PURCHASE)
        .channel(random.nextBoolean() ? Channel.ECOMMERCE : Channel.POS)
        .amount(random.nextInt(random.nextInt(3) == 0 ? 110_000 : 9_000), "EUR")
        .merchantId("m" + random.nextInt(9))
        .deviceId("d" + random.nextInt(5))
        .country(random.nextInt(3) == 0 ? "FR" : "DE")
        .build();
  }

  List<Transaction> partition(int number) {
    return partitions.get(number);
  }

  /** Event time at a share, 0 to 1, of the time it takes. */
  long at(double share) {
    return begin + (long) ((end - begin) * share);
  }
}
