package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.time.Duration;
import java.util.Random;

/**
 * Runs a release on made-up transactions before it decides real ones. Its rules are classes that no
 * JVM has seen: the first few thousand evaluations are interpreted, and a payment would wait for
 * them.
 */
final class WarmUp {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int TRANSACTIONS = 10_000;
  private static final int USERS = 50;
  private static final long STEP_MILLIS = 20_000;
  private static final TransactionType[] TYPES = TransactionType.values();
  private static final Channel[] CHANNELS = Channel.values();

  private WarmUp() {}

  /** Takes at most half a second; what comes of the transactions is forgotten. */
  static void run(ReleaseLoader.Loaded release) {
    Random random = new Random(TRANSACTIONS);
    UserState[] users = new UserState[USERS];
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try (TransactionEvaluator evaluator =
        release.newEvaluator("warm-up", EvaluationSettings.DEFAULT)) {
      for (int i = 0; i < TRANSACTIONS && System.nanoTime() < deadline; i++) {
        int user = random.nextInt(USERS);
        if (users[user] == null) {
          users[user] = new UserState();
        }
        evaluator.evaluate(users[user], transaction(random, user, i), null, 0);
      }
    }
  }

  private static Transaction transaction(Random random, int user, int number) {
    return Transaction.builder("warm-up-" + number, "user-" + user, number * STEP_MILLIS)
        .type(TYPES[random.nextInt(TYPES.length)])
        .channel(CHANNELS[random.nextInt(CHANNELS.length)])
        .status(random.nextInt(8) == 0 ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
        .amount(random.nextInt(200_000), random.nextInt(9) == 0 ? "USD" : "EUR")
        .merchantId("merchant-" + random.nextInt(40))
        .mcc("54" + (10 + random.nextInt(80)))
        .deviceId("device-" + user + random.nextInt(2))
        .counterpartyId("counterparty-" + random.nextInt(30))
        .country(random.nextInt(6) == 0 ? "FR" : "DE")
        .location(random.nextDouble(40, 60), random.nextDouble(0, 20))
        .build();
  }
}
