package io.harrier.local.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.model.json.DecisionJson;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.RejectedHeaders;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Transactions of which it has not been seen yet what became of them: decided, late or rejected.
 * One that repeats another one's id shares its fate.
 */
final class PendingTransactions {

  /** A record on the topic of transactions. */
  private record Place(int partition, long offset) {}

  private final Map<String, Set<Place>> byId = new HashMap<>();
  private final Map<Place, String> open = new HashMap<>();
  private int arrived;

  void arrived(ConsumerRecord<byte[], byte[]> record) {
    arrived++;
    Place place = new Place(record.partition(), record.offset());
    String id = id(record.value());
    open.put(place, id);
    byId.computeIfAbsent(id, none -> new HashSet<>()).add(place);
  }

  void decided(ConsumerRecord<byte[], byte[]> record) {
    settle(DecisionJson.decode(record.value()).transactionId());
  }

  void late(ConsumerRecord<byte[], byte[]> record) {
    settle(id(record.value()));
  }

  void rejected(ConsumerRecord<byte[], byte[]> record) {
    open.remove(
        new Place(
            (int) number(record, RejectedHeaders.SOURCE_PARTITION),
            number(record, RejectedHeaders.SOURCE_OFFSET)));
  }

  private void settle(String id) {
    Set<Place> places = byId.get(id);
    if (places != null) {
      places.forEach(open::remove);
    }
  }

  /** What cannot be read as a transaction has no id, and can only be rejected. */
  private static String id(byte[] value) {
    try {
      return value == null ? "" : TransactionJson.decode(value).transactionId();
    } catch (RejectedException e) {
      return "";
    }
  }

  private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? -1 : Long.parseLong(new String(header.value(), UTF_8));
  }

  int arrivals() {
    return arrived;
  }

  int size() {
    return open.size();
  }

  /** For people: some of them, by id or by where they are. */
  List<String> samples(int most) {
    return open.entrySet().stream()
        .limit(most)
        .map(
            entry ->
                entry.getValue().isEmpty()
                    ? "partition %d offset %d"
                        .formatted(entry.getKey().partition(), entry.getKey().offset())
                    : entry.getValue())
        .sorted()
        .toList();
  }
}
