package io.harrier.detection.commit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transactions that a restored checkpoint counts as written, until each is proven. */
final class RestoredTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(RestoredTransactions.class);

  private final Deque<FlushedTransaction> unproven;
  private final CommitProof proof;
  private final LostTransactions onLoss;
  private final Counter lost;

  RestoredTransactions(
      Collection<FlushedTransaction> unproven,
      CommitProof proof,
      LostTransactions onLoss,
      Counter lost) {
    this.unproven = new ArrayDeque<>(unproven);
    this.proof = proof;
    this.onLoss = onLoss;
    this.lost = lost;
  }

  /**
   * Proves what is not proven yet.
   *
   * @throws LostTransactionException if a transaction was not committed
   * @throws IOException if that cannot be told now; the job restarts and asks again
   */
  void prove() throws IOException {
    while (!unproven.isEmpty()) {
      FlushedTransaction transaction = unproven.peek();
      switch (proof.of(transaction)) {
        case COMMITTED -> LOG.debug("{} is committed", transaction);
        case EXPIRED ->
            LOG.warn(
                "{} is older than its topic's retention: whether it was committed cannot be told",
                transaction);
        case ABORTED -> onLost(transaction, "was aborted: its timeout passed, or it was fenced");
        case MISSING -> onLost(transaction, "is gone: the topic was truncated or made anew");
        case UNDECIDED ->
            throw new IOException(
                transaction
                    + " stands behind a transaction that is still open: look for it with"
                    + " 'kafka-transactions.sh find-hanging' if this repeats");
      }
      unproven.remove();
    }
  }

  private void onLost(FlushedTransaction transaction, String what) throws IOException {
    lost.inc();
    String message =
        "the checkpoint counts the records of "
            + transaction
            + " as written, but the transaction "
            + what
            + ". Restore an earlier checkpoint or savepoint: they are then written again, with the"
            + " same ids. Or accept the loss with --lost-transactions=accept. To prevent it, set"
            + " --transaction-timeout, and the broker's transaction.max.timeout.ms, to more than"
            + " the longest time the job may be down";
    switch (onLoss) {
      case STOP -> throw new LostTransactionException(message);
      case ACCEPT -> LOG.error("{}; accepted", message);
    }
  }
}
