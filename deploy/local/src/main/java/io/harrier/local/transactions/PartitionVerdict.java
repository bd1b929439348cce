package io.harrier.local.transactions;

import java.util.Optional;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Whether the end of a transaction that is open in a partition was forgotten, from what partition
 * and coordinator say of it.
 *
 * <p>A coordinator calls a transaction complete when every partition has its end. So one that is
 * open in a partition after its coordinator had called it complete stays open. What the coordinator
 * says is of the newest transaction of an id, and the epoch tells whether that is the one in the
 * partition: a transaction is ended with the next epoch (protocol version 2), or with that of its
 * records (versions 0 and 1, and what Flink commits after a restart by any version). The job's sink
 * takes a new epoch for every transaction.
 */
sealed interface PartitionVerdict {
  /** From which on a transaction is ended with the next epoch (KIP-890). */
  short NEXT_EPOCH = 2;

  /** Nothing is wrong, as far as is known: it is open, or being ended. */
  record Open() implements PartitionVerdict {}

  /**
   * It was ended, and the partition does not have it.
   *
   * @param outcome empty if it is not known any more
   */
  record Forgotten(Optional<RecordedOutcome> outcome) implements PartitionVerdict {}

  /**
   * @param open as the partition has it, seen before and after the coordinator was asked
   * @param known what the coordinator says of the transactional id
   * @param clusterVersion the cluster's feature {@code transaction.version}
   * @param writtenSince whether records of the coordinator's epoch are in any partition of the
   *     topic. The end of a transaction is no such record, so a later transaction wrote them
   */
  static PartitionVerdict of(
      ProducerState open, TransactionDescription known, int clusterVersion, boolean writtenSince) {
    if (known.producerId() != open.producerId() || known.producerEpoch() < open.producerEpoch()) {
      return new Open();
    }
    int ahead = known.producerEpoch() - open.producerEpoch();
    return switch (known.state()) {
      case COMPLETE_COMMIT, COMPLETE_ABORT -> {
        if (ahead == 0) {
          yield forgotten(known, (short) 0);
        }
        boolean same = ahead == 1 && clusterVersion >= NEXT_EPOCH && !writtenSince;
        yield same ? forgotten(known, NEXT_EPOCH) : new Forgotten(Optional.empty());
      }
      case ONGOING, EMPTY -> ahead > 0 ? new Forgotten(Optional.empty()) : new Open();
      // With the next epoch it may be the one that is being ended.
      case PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE ->
          ahead > 1 ? new Forgotten(Optional.empty()) : new Open();
      case UNKNOWN -> new Open();
    };
  }

  private static Forgotten forgotten(TransactionDescription known, short transactionVersion) {
    boolean committed = known.state() == TransactionState.COMPLETE_COMMIT;
    return new Forgotten(
        Optional.of(
            new RecordedOutcome(committed, (short) known.producerEpoch(), transactionVersion)));
  }
}
