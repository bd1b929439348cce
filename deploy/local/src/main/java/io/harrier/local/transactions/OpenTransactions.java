package io.harrier.local.transactions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** The transactions that Kafka's coordinators hold open. */
final class OpenTransactions {
  /** A transaction in any of these holds back readers of committed records. */
  private static final List<TransactionState> OPEN =
      List.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private OpenTransactions() {}

  /**
   * @param wanted by transactional id
   * @return the oldest first
   */
  static List<OpenTransaction> list(Admin admin, Predicate<String> wanted)
      throws InterruptedException, ExecutionException {
    List<String> ids =
        admin
            .listTransactions(new ListTransactionsOptions().filterStates(OPEN))
            .all()
            .get()
            .stream()
            .map(TransactionListing::transactionalId)
            .filter(wanted)
            .toList();
    List<OpenTransaction> open = new ArrayList<>();
    describe(admin, ids)
        .forEach(
            (id, description) -> {
              if (OPEN.contains(description.state())) {
                open.add(read(id, description));
              }
            });
    open.sort(Comparator.comparing(transaction -> transaction.startedAt().orElse(Instant.MAX)));
    return open;
  }

  /** What coordinators say of the ids; those that they do not know are left out. */
  static Map<String, TransactionDescription> describe(Admin admin, Collection<String> ids)
      throws InterruptedException, ExecutionException {
    DescribeTransactionsResult described = admin.describeTransactions(ids);
    Map<String, TransactionDescription> known = new HashMap<>();
    for (String id : ids) {
      try {
        known.put(id, described.description(id).get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
          throw e;
        }
      }
    }
    return known;
  }

  private static OpenTransaction read(String id, TransactionDescription description) {
    return new OpenTransaction(
        id,
        description.producerId(),
        (short) description.producerEpoch(),
        description.state(),
        description.transactionStartTimeMs().isPresent()
            ? Optional.of(Instant.ofEpochMilli(description.transactionStartTimeMs().getAsLong()))
            : Optional.empty(),
        Duration.ofMillis(description.transactionTimeoutMs()),
        description.topicPartitions().stream()
            .sorted(
                Comparator.comparing(TopicPartition::topic)
                    .thenComparing(TopicPartition::partition))
            .toList());
  }
}
