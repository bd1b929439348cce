package io.harrier.engine.evaluate;

import io.harrier.engine.sequence.SequenceState;
import io.harrier.engine.session.SessionTracker;
import io.harrier.engine.window.EventHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Everything that is remembered of one user, as one value: read, changed and written once for a
 * transaction. Bounded by {@link EvaluationSettings}.
 */
public final class UserState {
  /** Version of the format that {@link #write} writes. */
  public static final int FORMAT_VERSION = 1;

  private final EventHistory history;
  private final SessionTracker sessions;
  private final SequenceState sequences;
  private final CaseTracker cases;

  public UserState() {
    this(new EventHistory(), new SessionTracker(), new SequenceState(), new CaseTracker());
  }

  private UserState(
      EventHistory history, SessionTracker sessions, SequenceState sequences, CaseTracker cases) {
    this.history = history;
    this.sessions = sessions;
    this.sequences = sequences;
    this.cases = cases;
  }

  EventHistory history() {
    return history;
  }

  SessionTracker sessions() {
    return sessions;
  }

  SequenceState sequences() {
    return sequences;
  }

  CaseTracker cases() {
    return cases;
  }

  public UserState copy() {
    return new UserState(history.copy(), sessions.copy(), sequences.copy(), cases.copy());
  }

  /** Writes the state, its version first. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    history.write(out);
    sessions.write(out);
    sequences.write(out);
    cases.write(out);
  }

  /**
   * Reads what {@link #write} of this or an earlier version wrote.
   *
   * @throws IOException if the version is unknown: the state was written by a newer Harrier
   */
  public static UserState read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException(
          "user state has format version "
              + version
              + ", this Harrier reads up to "
              + FORMAT_VERSION
              + ": restore it with the Harrier that wrote it, or a newer one");
    }
    return new UserState(
        EventHistory.read(in),
        SessionTracker.read(in),
        SequenceState.read(in),
        CaseTracker.read(in));
  }
}
