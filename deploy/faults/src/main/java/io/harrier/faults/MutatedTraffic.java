package io.harrier.faults;

import io.harrier.model.Transaction;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** Payments whose bytes were changed by chance: some are none any more, some are others. */
final class MutatedTraffic {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int USERS = 500;
  private static final int MOST_CHANGES = 4;

  private final Random random;

  MutatedTraffic(Seed seed) {
    this.random = seed.random();
  }

  /** Sends so many; returns when Kafka has them. */
  void send(String bootstrapServers, int count) throws IOException {
    try (TransactionProducer producer = new TransactionProducer(bootstrapServers)) {
      for (int i = 0; i < count; i++) {
        Transaction payment =
            Transaction.builder(
                    "mutated-" + i, "user-" + random.nextInt(USERS), START.toEpochMilli() + i)
                .amount(1 + random.nextInt(10_000), "EUR")
                .build();
        producer.send(
            Topic.TRANSACTIONS.topicName(),
            payment.userId(),
            mutated(TransactionJson.encode(payment)));
      }
      producer.flush();
    }
  }

  private byte[] mutated(byte[] json) {
    byte[] bytes = json;
    for (int changes = 1 + random.nextInt(MOST_CHANGES);
        changes > 0 && bytes.length > 1;
        changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1); // cut
        default -> {
          int length = 1 + random.nextInt(bytes.length - at); // a piece once more
          byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
          System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
