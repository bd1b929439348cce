package io.harrier.local.transactions;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that is open in a partition for good: its coordinator has ended it, and the
 * partition was never told (KAFKA-20734). Readers of committed records get nothing of the partition
 * that was written behind its first record, and no timeout changes that.
 *
 * @param producerId with {@code epoch}, who wrote the records
 * @param epoch that of the records
 * @param offset of its first record in the partition
 * @param coordinatorEpoch of the newest end that the partition has from the producer; 0 if none
 * @param outcome what the coordinator has recorded; empty if the id has gone on to another
 *     transaction since, so that nobody knows any more
 */
public record ForgottenEnd(
    String transactionalId,
    long producerId,
    short epoch,
    TopicPartition partition,
    long offset,
    int coordinatorEpoch,
    Optional<RecordedOutcome> outcome) {

  /** What it means, and what to do; for people. */
  public String reason() {
    return outcome
        .map(
            recorded ->
                "its coordinator has %s it, and the partition was never told: ./harrier transactions sweep does so"
                    .formatted(recorded.verb()))
        .orElse(
            "its coordinator has ended it and gone on with the id, so that how it ended is not known any more:"
                + " the next transaction of the id that writes to the partition ends it with its own outcome");
  }
}
