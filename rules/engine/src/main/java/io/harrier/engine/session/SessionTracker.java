package io.harrier.engine.session;

import io.harrier.model.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** SKELETON: the open sessions of one user. */
public final class SessionTracker {

  /** Adds a transaction to the open session it belongs to, joining two if it bridges them. */
  public void add(Transaction transaction, long gap) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * Takes out every session whose last transaction lies more than {@code gap} before {@code time}.
   */
  public List<ClosedSession> close(long time, long gap) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** When the next session closes if nothing more arrives, or {@code Long.MAX_VALUE}. */
  public long nextDeadline(long gap) {
    throw new UnsupportedOperationException("skeleton");
  }

  public SessionTracker copy() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Writes the sessions; the format is versioned by the first byte. */
  public void write(DataOutput out) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }

  public static SessionTracker read(DataInput in) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }
}
