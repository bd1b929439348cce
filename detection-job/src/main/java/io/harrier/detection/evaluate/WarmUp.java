package io.harrier.detection.evaluate;

import io.harrier.engine.evaluate.EvaluationSettings;
import io.harrier.engine.evaluate.MadeUpTransactions;
import io.harrier.engine.evaluate.TransactionEvaluator;
import io.harrier.engine.evaluate.UserState;
import io.harrier.model.Transaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Runs a release on made-up transactions before it decides real ones. Its rules are classes that no
 * JVM has seen: the first few thousand evaluations are interpreted, and a payment would wait for
 * them.
 */
final class WarmUp {
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int TRANSACTIONS = 10_000;

  private WarmUp() {}

  /**
   * Takes at most half a second once there is an evaluator; what comes of the transactions, and was
   * measured meanwhile, is forgotten. The network that they ran on goes back to the release.
   *
   * @param enough whether to stop before
   */
  static void run(ReleaseLoader.Loaded release, BooleanSupplier enough) {
    MadeUpTransactions transactions = new MadeUpTransactions(TRANSACTIONS);
    Map<String, UserState> users = new HashMap<>();
    try (TransactionEvaluator evaluator =
        release.newEvaluator("warm-up", EvaluationSettings.DEFAULT)) {
      // The first evaluator of a JVM alone may take longer than that.
      long deadline = System.nanoTime() + LIMIT.toNanos();
      for (int i = 0; i < TRANSACTIONS && goesOn(deadline, enough); i++) {
        Transaction transaction = transactions.next();
        UserState user = users.computeIfAbsent(transaction.userId(), id -> new UserState());
        evaluator.evaluate(user, transaction, null, 0);
      }
    }
  }

  private static boolean goesOn(long deadline, BooleanSupplier enough) {
    return System.nanoTime() < deadline && !enough.getAsBoolean();
  }
}
