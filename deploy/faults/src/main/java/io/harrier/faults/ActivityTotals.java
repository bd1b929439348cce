package io.harrier.faults;

import io.harrier.model.ActivityCount;
import io.harrier.model.Transaction;
import io.harrier.model.json.ActivityCountJson;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How many transactions a minute there were from a country: as written, and as they are. */
final class ActivityTotals {
  private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();

  private ActivityTotals() {}

  /** By the start of each minute, in epoch milliseconds: what the topic {@code activity} says. */
  static Map<Long, Long> written(String kafka, String country) {
    Map<String, ActivityCount> newest = new TreeMap<>();
    CommittedTopic.read(kafka, Topic.ACTIVITY, record -> ActivityCountJson.decode(record.value()))
        .stream()
        .filter(count -> count.country().equals(country))
        .forEach(
            count ->
                newest.put(
                    count.windowStart() + "/" + count.channel() + "/" + count.currency(), count));
    Map<Long, Long> totals = new TreeMap<>();
    newest
        .values()
        .forEach(count -> totals.merge(count.windowStart(), count.transactions(), Long::sum));
    return totals;
  }

  /**
   * The same, counted one by one on the topic {@code transactions}.
   *
   * @param without ids of those that are not counted
   */
  static Map<Long, Long> counted(String kafka, String country, Set<String> without) {
    List<Optional<Transaction>> all =
        CommittedTopic.read(kafka, Topic.TRANSACTIONS, record -> transaction(record.value()));
    Map<Long, Long> totals = new TreeMap<>();
    all.stream()
        .flatMap(Optional::stream)
        .filter(transaction -> country.equals(transaction.country()))
        .filter(transaction -> !without.contains(transaction.transactionId()))
        .forEach(
            transaction ->
                totals.merge(
                    transaction.eventTime() - transaction.eventTime() % WINDOW_MILLIS,
                    1L,
                    Long::sum));
    return totals;
  }

  private static Optional<Transaction> transaction(byte[] value) {
    try {
      return Optional.of(TransactionJson.decode(value));
    } catch (RejectedException e) {
      return Optional.empty();
    }
  }
}
