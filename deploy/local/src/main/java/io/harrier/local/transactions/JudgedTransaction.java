package io.harrier.local.transactions;

import java.time.Duration;
import java.time.Instant;

/**
 * An open transaction, and whether somebody may still end it.
 *
 * @param orphan whether nobody will
 * @param reason for people
 */
public record JudgedTransaction(OpenTransaction transaction, boolean orphan, String reason) {

  /**
   * @param margin how far the clocks of broker and JobManager may be apart
   */
  static JudgedTransaction of(OpenTransaction transaction, CommitHorizon horizon, Duration margin) {
    if (!transaction.isUndecided()) {
      return needed(transaction, "Kafka is ending it: " + transaction.state());
    }
    if (horizon instanceof CommitHorizon.Unknown unknown) {
      return needed(transaction, unknown.reason());
    }
    Instant before = ((CommitHorizon.Known) horizon).before();
    if (transaction.startedAt().isEmpty()) {
      return needed(transaction, "the broker does not say when it began");
    }
    return transaction.startedAt().get().plus(margin).isBefore(before)
        ? new JudgedTransaction(
            transaction,
            true,
            "it began before the checkpoints of which the job has committed everything")
        : needed(transaction, "the job commits it with a checkpoint to come");
  }

  private static JudgedTransaction needed(OpenTransaction transaction, String reason) {
    return new JudgedTransaction(transaction, false, reason);
  }
}
