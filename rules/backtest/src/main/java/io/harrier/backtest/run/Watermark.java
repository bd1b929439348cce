package io.harrier.backtest.run;

import java.util.Arrays;

/**
 * The watermark as the live job's sources make it: that of a partition stays a fixed time behind
 * its newest transaction; that of all is the least of the partitions that are not idle, and never
 * goes back. Where the job makes one every few milliseconds, this one moves with each transaction.
 */
final class Watermark {
  private static final long NOTHING = Long.MIN_VALUE;

  private final long outOfOrderness;
  private final long idleness;
  private final long[] newest;
  private final long[] lastArrival;
  private boolean started;
  private long current = NOTHING;

  Watermark(int partitions, long outOfOrderness, long idleness) {
    this.outOfOrderness = outOfOrderness;
    this.idleness = idleness;
    this.newest = new long[partitions];
    this.lastArrival = new long[partitions];
    Arrays.fill(newest, NOTHING);
  }

  /** Event time up to which everything is taken to have been seen. */
  long current() {
    return current;
  }

  /** A transaction has been seen. */
  void onTransaction(int partition, long eventTime, long arrivedAt) {
    if (!started) {
      started = true;
      Arrays.fill(lastArrival, arrivedAt);
    }
    newest[partition] = Math.max(newest[partition], eventTime);
    lastArrival[partition] = Math.max(lastArrival[partition], arrivedAt);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < newest.length; i++) {
      if (i == partition || arrivedAt - lastArrival[i] <= idleness) {
        least = Math.min(least, newest[i]);
      }
    }
    if (least != NOTHING) {
      current = Math.max(current, least - outOfOrderness - 1);
    }
  }
}
