package io.harrier.engine.window;

import io.harrier.model.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** SKELETON: what is remembered of one user's transactions. */
public final class EventHistory {

  /** Event time of the newest transaction, or {@code Long.MIN_VALUE} when there is none. */
  public long newestEventTime() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Whether a transaction of this id is remembered. */
  public boolean contains(String transactionId) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * Remembers a transaction, in its place by event time, and forgets what the plan no longer needs.
   */
  public void add(Transaction transaction, FeaturePlan plan) {
    throw new UnsupportedOperationException("skeleton");
  }

  public EventHistory copy() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Writes the history; the format is versioned by the first byte. */
  public void write(DataOutput out) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Reads what {@link #write} of this or an earlier version wrote. */
  public static EventHistory read(DataInput in) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }
}
