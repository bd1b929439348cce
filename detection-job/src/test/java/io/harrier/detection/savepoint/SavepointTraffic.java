package io.harrier.detection.savepoint;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Payments around a savepoint: two users with more than is remembered exactly, some with a little
 * history. Slightly out of order, never so much that the watermark could have closed what a payment
 * belongs to.
 */
final class SavepointTraffic {
  static final long BEGIN = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  private static final int USERS = 16;
  private static final int HEAVY_USERS = 2;
  private static final int MEAN_STEP_MILLIS = 40_000;
  private static final int MOST_DELAY_MILLIS = 30_000;

  private final Random random;
  private long time = BEGIN;
  private int number;

  SavepointTraffic(long seed) {
    random = new Random(seed);
  }

  List<Transaction> next(int count) {
    List<Transaction> transactions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      time += random.nextInt(2 * MEAN_STEP_MILLIS);
      int user = random.nextInt(4) > 0 ? random.nextInt(HEAVY_USERS) : random.nextInt(USERS);
      long delay = random.nextInt(5) == 0 ? random.nextInt(MOST_DELAY_MILLIS) : 0;
      boolean isLarge = random.nextInt(3) == 0;
      transactions.add(
          Transaction.builder("t" + number++, "user-" + user, time - delay)
              .type(random.nextInt(4) == 0 ? TransactionType.TRANSFER : TransactionType.PURCHASE)
              .status(
                  random.nextInt(9) == 0 ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
              .amount(
                  random.nextInt(15) == 0 ? 1_300 : random.nextInt(isLarge ? 100_000 : 9_000),
                  "EUR")
              .merchantId("m" + random.nextInt(9))
              .deviceId("d" + random.nextInt(40))
              .country(random.nextInt(4) == 0 ? "FR" : "DE")
              .build());
    }
    return transactions;
  }

  /** Event time up to which it has come. */
  long time() {
    return time;
  }
}
