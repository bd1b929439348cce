package io.harrier.reference;

/** From where capturing starts. */
sealed interface StartPoint {

  /** Continues where an earlier run stopped. */
  record Resume(long position) implements StartPoint {}

  /**
   * Reads the tables anew: the log doesn't reach back to what is in Kafka.
   *
   * @param reason in words
   * @param dropSlot whether a replication slot is in the way
   */
  record Snapshot(String reason, boolean dropSlot) implements StartPoint {}
}
