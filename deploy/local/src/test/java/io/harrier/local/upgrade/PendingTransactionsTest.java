package io.harrier.local.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.Decision;
import io.harrier.model.Outcome;
import io.harrier.model.Transaction;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.RejectedHeaders;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PendingTransactionsTest {
  private final PendingTransactions pending = new PendingTransactions();

  @Test
  void aDecisionSettlesEveryRecordOfItsTransaction() {
    pending.arrived(record(0, 7, transaction("a")));
    pending.arrived(record(0, 8, transaction("b")));
    pending.arrived(record(0, 9, transaction("a")));

    pending.decided(record(0, 0, decision("a")));

    assertThat(pending.arrivals()).isEqualTo(3);
    assertThat(pending.samples(9)).containsExactly("b");
  }

  @Test
  void aLateOneIsSettled() {
    pending.arrived(record(1, 7, transaction("a")));

    pending.late(record(1, 0, transaction("a")));

    assertThat(pending.size()).isZero();
  }

  @Test
  void whatIsNoTransactionIsSettledByTheRejectionOfItsRecord() {
    pending.arrived(record(2, 7, "{".getBytes(UTF_8)));
    pending.arrived(record(2, 8, "{".getBytes(UTF_8)));

    pending.rejected(rejection(2, 7));

    assertThat(pending.samples(9)).containsExactly("partition 2 offset 8");
  }

  @Test
  void aReadableOneMayBeRejectedToo() {
    pending.arrived(record(3, 7, transaction("a")));

    pending.rejected(rejection(3, 7));

    assertThat(pending.size()).isZero();
  }

  @Test
  void othersChangeNothing() {
    pending.arrived(record(0, 7, transaction("a")));

    pending.decided(record(0, 0, decision("b")));
    pending.rejected(rejection(1, 7));

    assertThat(pending.samples(9)).containsExactly("a");
  }

  private static byte[] transaction(String id) {
    return TransactionJson.encode(
        Transaction.builder(id, "user", 1_000_000).amount(1_00, "EUR").build());
  }

  private static byte[] decision(String transaction) {
    return DecisionJson.encode(
        new Decision(
            "d",
            transaction,
            "user",
            Outcome.ALLOW,
            0,
            List.of(),
            "release",
            1_000_000,
            1_000_001));
  }

  private static ConsumerRecord<byte[], byte[]> rejection(int partition, long offset) {
    ConsumerRecord<byte[], byte[]> record = record(0, 0, null);
    record
        .headers()
        .add(RejectedHeaders.SOURCE_PARTITION, Integer.toString(partition).getBytes(UTF_8))
        .add(RejectedHeaders.SOURCE_OFFSET, Long.toString(offset).getBytes(UTF_8));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
    return new ConsumerRecord<>("topic", partition, offset, null, value);
  }
}
