package io.harrier.faults;

import io.harrier.model.Transaction;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.sink.TransactionProducer;
import java.io.IOException;
import java.time.Instant;

/** Payments that take the watermark past all that is open. */
final class ClosingPayments {
  /** So many that there is one in every partition. */
  private static final int USERS = 64;

  private ClosingPayments() {}

  /**
   * @param eventTime behind the clock, and later than everything that is open
   */
  static void send(String bootstrapServers, Instant eventTime) throws IOException {
    try (TransactionProducer producer = new TransactionProducer(bootstrapServers)) {
      for (int i = 0; i < USERS; i++) {
        Transaction payment =
            Transaction.builder("closing-" + i, "closing-" + i, eventTime.toEpochMilli())
                .amount(1_00, "EUR")
                .build();
        producer.send(
            Topic.TRANSACTIONS.topicName(), payment.userId(), TransactionJson.encode(payment));
      }
      producer.flush();
    }
  }
}
