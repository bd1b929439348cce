package io.harrier.engine.session;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.util.List;

/** The sessions whose bytes are kept for each version of the format. */
final class GoldenSessions {
  private static final List<TransactionType> TYPES = List.of(TransactionType.values());

  private GoldenSessions() {}

  static SessionTracker create() {
    SessionTracker tracker = new SessionTracker();
    for (int i = 0; i < 60; i++) {
      Transaction transaction =
          Transaction.builder("golden-" + i, "user", i < 50 ? i * 40L : i * 1_000L)
              .type(TYPES.get(i % TYPES.size()))
              .amount(100L + i, i % 7 == 0 ? "USD" : "EUR")
              .status(i % 3 == 0 ? TransactionStatus.DECLINED : TransactionStatus.APPROVED)
              .merchantId("merchant-" + i % 11)
              .country(i % 5 == 0 ? null : "FR")
              .build();
      tracker.add(transaction, 100);
    }
    return tracker;
  }
}
