package io.harrier.engine.session;

import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The sessions whose bytes are kept for each version of the format. */
class GoldenSessions {
  private static final List<TransactionType> TYPES = List.of(TransactionType.values());

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

  @Test
  @Disabled("writes the bytes of the current version, once, when the version is raised")
  void writeBytes() throws IOException {
    Path file = Path.of("src/test/resources/io/harrier/engine/session/sessions-version-1.bin");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      create().write(out);
    }
  }
}
