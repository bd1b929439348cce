package io.harrier.local.transactions;

import io.harrier.local.transactions.PartitionVerdict.Forgotten;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the transactions that are open in a partition although their coordinator has ended them.
 *
 * <p>Partitions are asked before the coordinators and again after them: what is open both times was
 * open when its coordinator said that it is complete.
 */
final class ForgottenEnds {
  private record Candidate(
      TopicPartition partition, ProducerState open, String id, TransactionDescription known) {}

  private ForgottenEnds() {}

  /**
   * @param wanted by transactional id
   * @param topics where to look
   */
  static List<ForgottenEnd> find(Admin admin, Predicate<String> wanted, Collection<String> topics)
      throws InterruptedException, ExecutionException {
    PartitionProducers before = PartitionProducers.describe(admin, topics);
    List<Candidate> candidates = candidates(admin, before, wanted);
    if (candidates.isEmpty()) {
      return List.of();
    }
    int version = transactionVersion(admin);
    PartitionProducers after = PartitionProducers.describe(admin, topics);
    List<ForgottenEnd> found = new ArrayList<>();
    for (Candidate each : candidates) {
      boolean writtenSince =
          after.hasWritten(
              each.partition().topic(), each.known().producerId(), each.known().producerEpoch());
      if (after.hasOpen(each.partition(), each.open())
          && PartitionVerdict.of(each.open(), each.known(), version, writtenSince)
              instanceof Forgotten forgotten) {
        found.add(forgottenEnd(each, forgotten));
      }
    }
    found.sort(
        Comparator.comparing((ForgottenEnd each) -> each.partition().topic())
            .thenComparing(each -> each.partition().partition())
            .thenComparing(ForgottenEnd::offset));
    return found;
  }

  /** What is open and may be forgotten, whatever the protocol is. */
  private static List<Candidate> candidates(
      Admin admin, PartitionProducers producers, Predicate<String> wanted)
      throws InterruptedException, ExecutionException {
    Set<Long> writers = new HashSet<>();
    producers.forEachOpen((partition, open) -> writers.add(open.producerId()));
    if (writers.isEmpty()) {
      return List.of();
    }
    Map<Long, String> ids =
        admin
            .listTransactions(new ListTransactionsOptions().filterProducerIds(writers))
            .all()
            .get()
            .stream()
            .filter(listing -> wanted.test(listing.transactionalId()))
            .collect(
                Collectors.toMap(
                    TransactionListing::producerId, TransactionListing::transactionalId));
    Map<String, TransactionDescription> known = OpenTransactions.describe(admin, ids.values());
    List<Candidate> candidates = new ArrayList<>();
    producers.forEachOpen(
        (partition, open) -> {
          String id = ids.get(open.producerId());
          if (id != null
              && known.containsKey(id)
              && PartitionVerdict.of(open, known.get(id), 0, false) instanceof Forgotten) {
            candidates.add(new Candidate(partition, open, id, known.get(id)));
          }
        });
    return candidates;
  }

  private static ForgottenEnd forgottenEnd(Candidate candidate, Forgotten forgotten) {
    ProducerState open = candidate.open();
    return new ForgottenEnd(
        candidate.id(),
        open.producerId(),
        (short) open.producerEpoch(),
        candidate.partition(),
        open.currentTransactionStartOffset().getAsLong(),
        Math.max(0, open.coordinatorEpoch().orElse(0)),
        forgotten.outcome());
  }

  private static int transactionVersion(Admin admin)
      throws InterruptedException, ExecutionException {
    FinalizedVersionRange version =
        admin
            .describeFeatures()
            .featureMetadata()
            .get()
            .finalizedFeatures()
            .get("transaction.version");
    return version == null ? 0 : version.maxVersionLevel();
  }
}
