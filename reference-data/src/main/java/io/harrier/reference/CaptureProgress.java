package io.harrier.reference;

import java.time.Instant;

/** Told by the capture what it has achieved; all of it is in Kafka by then. */
interface CaptureProgress {
  /** The tables are read anew. */
  void snapshotStarted();

  /** Every row that existed at the start, and the mark that says so. */
  void snapshotCompleted();

  /** An earlier run's position was accepted; changes since then follow. */
  void resumed();

  /**
   * A heartbeat came back through Postgres' log.
   *
   * @param beatAt when it was written, by the clock of Postgres
   */
  void heartbeat(Instant beatAt);
}
