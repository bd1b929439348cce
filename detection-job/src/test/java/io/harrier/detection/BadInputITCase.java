package io.harrier.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.RejectedHeaders;
import io.harrier.model.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputITCase {
  private static final int TIMES = 3;

  @TempDir Path directory;

  @Test
  void everyKindIsRejectedWithItsReasonAndStopsNothing() throws Exception {
    Map<RejectReason, byte[]> bad = badRecords();
    assertThat(bad).containsOnlyKeys(RejectReason.values());
    try (RunningJob job = RunningJob.start(directory, 0)) {
      for (int i = 0; i < TIMES; i++) {
        for (byte[] value : bad.values()) {
          job.sendRaw("user-" + i, value);
        }
      }

      Map<RejectReason, Integer> counted = new EnumMap<>(RejectReason.class);
      for (ConsumerRecord<byte[], byte[]> record : job.read(Topic.REJECTED, TIMES * bad.size())) {
        RejectReason reason = RejectReason.valueOf(header(record, RejectedHeaders.REASON));
        counted.merge(reason, 1, Integer::sum);
        assertThat(record.key()).startsWith(RunningJob.utf8("user-"));
        assertThat(header(record, RejectedHeaders.SOURCE_TOPIC)).isEqualTo("transactions");
        assertThat(header(record, RejectedHeaders.SOURCE_OFFSET)).containsOnlyDigits();
        if (reason == RejectReason.CARD_NUMBER) {
          assertThat(new String(record.value(), StandardCharsets.UTF_8))
              .contains("411111******1111")
              .doesNotContain("4111111111111111");
        } else {
          assertThat(record.value()).isEqualTo(bad.get(reason));
        }
      }

      Map<RejectReason, Integer> expected = new LinkedHashMap<>();
      bad.keySet().forEach(reason -> expected.put(reason, TIMES));
      assertThat(counted).isEqualTo(expected);
      assertThat(job.status())
          .as("without restarts, a failure ends the job")
          .isEqualTo(JobStatus.RUNNING);
    }
  }

  private static Map<RejectReason, byte[]> badRecords() {
    Map<RejectReason, byte[]> bad = new EnumMap<>(RejectReason.class);
    bad.put(RejectReason.TOMBSTONE, null);
    byte[] tenMegabytes = new byte[10_000_000];
    Arrays.fill(tenMegabytes, (byte) ' ');
    bad.put(RejectReason.TOO_LARGE, tenMegabytes);
    bad.put(
        RejectReason.BAD_UTF8,
        "{\"transactionId\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1));
    bad.put(RejectReason.BROKEN_JSON, Arrays.copyOf(valid(), valid().length - 1));
    bad.put(RejectReason.MISSING_FIELD, with("\"userId\":\"u\",", ""));
    bad.put(
        RejectReason.DUPLICATE_FIELD,
        with("\"userId\":\"u\"", "\"userId\":\"u\",\"userId\":\"u\""));
    bad.put(RejectReason.WRONG_TYPE, with("\"userId\":\"u\"", "\"userId\":7"));
    bad.put(RejectReason.NOT_A_NUMBER, with("\"amountMinor\":100", "\"amountMinor\":NaN"));
    bad.put(RejectReason.OUT_OF_RANGE, with("\"amountMinor\":100", "\"amountMinor\":-1"));
    bad.put(RejectReason.UNKNOWN_ENUM, with("\"POS\"", "\"PIGEON\""));
    bad.put(RejectReason.CARD_NUMBER, with("\"userId\":\"u\"", "\"userId\":\"4111111111111111\""));
    bad.put(
        RejectReason.FUTURE_TIME,
        TransactionJson.encode(
            Transaction.builder("t", "u", System.currentTimeMillis() + 3_600_000).build()));
    return bad;
  }

  private static byte[] valid() {
    return TransactionJson.encode(
        Transaction.builder("t", "u", 1_700_000_000_000L).amount(100, "EUR").build());
  }

  private static byte[] with(String part, String replacement) {
    String json = new String(valid(), StandardCharsets.UTF_8);
    assertThat(json).contains(part);
    return json.replace(part, replacement).getBytes(StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
