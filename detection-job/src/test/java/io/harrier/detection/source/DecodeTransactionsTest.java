package io.harrier.detection.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.model.json.TransactionJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DecodeTransactionsTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final DecodeTransactions decoder = new DecodeTransactions(TOLERANCE, () -> NOW);

  @Test
  void anEventTimeMayBeAheadByTheToleranceAndNoMore() {
    long limit = NOW + TOLERANCE.toMillis();

    assertThat(decode(transactionAt(limit))).isInstanceOf(Received.Valid.class);
    assertThat(rejected(transactionAt(limit + 1)).reason()).isEqualTo(RejectReason.FUTURE_TIME);
  }

  @Test
  void aTombstoneIsRejectedWithoutBytes() {
    RejectedRecord record = rejected(null);

    assertThat(record.reason()).isEqualTo(RejectReason.TOMBSTONE);
    assertThat(record.value()).isNull();
  }

  @Test
  void cardNumbersAreMaskedInKeyAndValue() {
    byte[] key = "4111111111111111".getBytes(StandardCharsets.UTF_8);
    byte[] value = "{\"transactionId\":\"4111111111111111\"".getBytes(StandardCharsets.UTF_8);
    Received received = decode(new ConsumerRecord<>("transactions", 3, 42, key, value));

    RejectedRecord record = ((Received.Rejected) received).record();
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("411111******1111");
    assertThat(new String(record.value(), StandardCharsets.UTF_8))
        .contains("411111******1111")
        .doesNotContain("4111111111111111");
    assertThat(record.partition()).isEqualTo(3);
    assertThat(record.offset()).isEqualTo(42);
  }

  private static byte[] transactionAt(long eventTime) {
    return TransactionJson.encode(Transaction.builder("t", "u", eventTime).build());
  }

  private RejectedRecord rejected(byte[] value) {
    return ((Received.Rejected) decode(value)).record();
  }

  private Received decode(byte[] value) {
    return decode(new ConsumerRecord<>("transactions", 0, 0, null, value));
  }

  private Received decode(ConsumerRecord<byte[], byte[]> record) {
    List<Received> received = new ArrayList<>();
    decoder.deserialize(record, new ListCollector<>(received));
    assertThat(received).hasSize(1);
    return received.get(0);
  }
}
