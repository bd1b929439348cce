package io.harrier.local.transactions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that Kafka has begun and not ended. Readers of committed records get nothing that
 * was written behind its first record.
 *
 * @param producerId with {@code producerEpoch}, the one writer that can end it
 * @param startedAt when its first record was announced, by the broker's clock; empty where the
 *     broker does not say
 * @param timeout how long after its start the broker ends it by itself
 * @param partitions what it has written to
 */
public record OpenTransaction(
    String transactionalId,
    long producerId,
    short producerEpoch,
    TransactionState state,
    Optional<Instant> startedAt,
    Duration timeout,
    List<TopicPartition> partitions) {
  public OpenTransaction {
    partitions = List.copyOf(partitions);
  }

  /** Whether nobody has decided yet what becomes of it; otherwise Kafka is just ending it. */
  boolean isUndecided() {
    return state == TransactionState.ONGOING;
  }

  /** Whether both are one transaction: a name is used again, by another writer or epoch. */
  boolean isSameAs(OpenTransaction other) {
    return transactionalId.equals(other.transactionalId)
        && producerId == other.producerId
        && producerEpoch == other.producerEpoch
        && startedAt.equals(other.startedAt);
  }
}
