package io.harrier.engine.sequence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** SKELETON: the open matches of one user, over all patterns. */
public final class SequenceState {

  /** When an open match next times out or an absence completes, or {@code Long.MAX_VALUE}. */
  public long nextDeadline() {
    throw new UnsupportedOperationException("skeleton");
  }

  public SequenceState copy() {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Writes the state; the format is versioned by the first byte. */
  public void write(DataOutput out) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }

  public static SequenceState read(DataInput in) throws IOException {
    throw new UnsupportedOperationException("skeleton");
  }
}
