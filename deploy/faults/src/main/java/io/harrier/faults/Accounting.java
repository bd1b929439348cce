package io.harrier.faults;

import io.harrier.model.Transaction;
import io.harrier.model.json.DecisionJson;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.RejectedHeaders;
import io.harrier.model.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where each record of the topic {@code transactions} went. */
final class Accounting {
  private static final int SAMPLES = 5;

  /** An event time so far ahead of its arrival is no transaction's. */
  private static final long FUTURE_TOLERANCE_MILLIS = Duration.ofMinutes(5).toMillis();

  private Accounting() {}

  /** A place in the topic, and the id of the transaction that is there, if one is. */
  private record Received(String place, Optional<String> transactionId) {}

  /**
   * What is not accounted for: a record that is no transaction must be on {@code
   * transactions.rejected}, once, and the id of any other on {@code decisions} or {@code
   * transactions.late}; a repeated id has no further effect.
   */
  static List<String> gaps(String kafka) {
    Map<String, Integer> rejected =
        Multisets.of(CommittedTopic.read(kafka, Topic.REJECTED, Accounting::source));
    Set<String> decided =
        new HashSet<>(
            CommittedTopic.read(
                kafka,
                Topic.DECISIONS,
                record -> DecisionJson.decode(record.value()).transactionId()));
    decided.addAll(
        CommittedTopic.read(
            kafka, Topic.LATE, record -> received(record).transactionId().orElseThrow()));
    List<String> gaps = new ArrayList<>();
    Map<String, Integer> refused = new HashMap<>();
    for (Received record : CommittedTopic.read(kafka, Topic.TRANSACTIONS, Accounting::received)) {
      if (record.transactionId().isEmpty()) {
        refused.put(record.place(), 1);
      } else if (!decided.contains(record.transactionId().get()) && gaps.size() < SAMPLES) {
        gaps.add(
            record.place() + " has transaction " + record.transactionId().get() + ", undecided");
      }
    }
    gaps.addAll(Multisets.differences("rejected records", refused, rejected));
    return gaps;
  }

  private static Received received(ConsumerRecord<byte[], byte[]> record) {
    String place = place(record);
    try {
      Transaction transaction = TransactionJson.decode(record.value());
      boolean future = transaction.eventTime() > record.timestamp() + FUTURE_TOLERANCE_MILLIS;
      return new Received(
          place, future ? Optional.empty() : Optional.of(transaction.transactionId()));
    } catch (RejectedException e) {
      return new Received(place, Optional.empty());
    }
  }

  /** Where a transaction stands. */
  static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.partition() + "@" + record.offset();
  }

  /** Where a rejected record stood. */
  static String source(ConsumerRecord<byte[], byte[]> record) {
    return header(record, RejectedHeaders.SOURCE_PARTITION)
        + "@"
        + header(record, RejectedHeaders.SOURCE_OFFSET);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
