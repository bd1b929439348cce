package io.harrier.local.transactions;

/**
 * How a transaction ended, by its coordinator's record.
 *
 * @param committed otherwise it was aborted
 * @param epoch that of the producer in the end which belongs into the partitions
 * @param transactionVersion of the protocol by which it was ended: 2, or 0 for all before
 */
public record RecordedOutcome(boolean committed, short epoch, short transactionVersion) {

  /** {@code committed} or {@code aborted}. */
  public String verb() {
    return committed ? "committed" : "aborted";
  }
}
