package io.harrier.engine.evaluate;

import io.harrier.engine.sequence.SequenceState;
import io.harrier.engine.session.SessionTracker;
import io.harrier.engine.window.EventHistory;
import io.harrier.model.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Everything that is remembered of one user. Bounded by {@link EvaluationSettings}.
 *
 * <p>Nearly all of it is history, which most transactions only append to. So it can be kept in two
 * ways that come to the same: as a whole, by {@link #write}; or as an earlier whole, the
 * transactions that were decided since, given to {@link #append} in order, and {@link #writeRest
 * the rest}, which is small. That the second will not do any more {@link #takeCondensed} says.
 */
public final class UserState {
  /** Version of the format that {@link #write} writes. */
  public static final int FORMAT_VERSION = 1;

  /** What sessions, open matches and the case usually take together. */
  private static final int REST = 1_500;

  private final EventHistory history;
  private SessionTracker sessions;
  private SequenceState sequences;
  private CaseTracker cases;

  public UserState() {
    this(new EventHistory());
  }

  private UserState(EventHistory history) {
    this.history = history;
    this.sessions = new SessionTracker();
    this.sequences = new SequenceState();
    this.cases = new CaseTracker();
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
    UserState copy = new UserState(history.copy());
    copy.sessions = sessions.copy();
    copy.sequences = sequences.copy();
    copy.cases = cases.copy();
    return copy;
  }

  /** Remembers again a transaction that was decided after this state was written. */
  public void append(Transaction transaction) {
    history.append(transaction);
  }

  /**
   * Whether the history has been condensed since this was last asked, so that the whole must be
   * written.
   */
  public boolean takeCondensed() {
    return history.takeCondensed();
  }

  /** How many transactions are remembered exactly. */
  public int transactions() {
    return history.size();
  }

  /** About how much memory it takes, in bytes. */
  public long memory() {
    return history.memory() + REST;
  }

  /** Writes the state, its version first. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    history.write(out);
    writeParts(out);
  }

  /**
   * Reads what {@link #write} of this or an earlier version wrote.
   *
   * @throws IOException if the version is unknown: the state was written by a newer Harrier
   */
  public static UserState read(DataInput in) throws IOException {
    checkVersion(in);
    UserState state = new UserState(EventHistory.read(in));
    state.readParts(in);
    return state;
  }

  /** Writes what is remembered besides the history, the version first. */
  public void writeRest(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    writeParts(out);
  }

  /**
   * Replaces what is remembered besides the history by what {@link #writeRest} of this or an
   * earlier version wrote.
   *
   * @throws IOException if the version is unknown: the state was written by a newer Harrier
   */
  public void readRest(DataInput in) throws IOException {
    checkVersion(in);
    readParts(in);
  }

  private void writeParts(DataOutput out) throws IOException {
    sessions.write(out);
    sequences.write(out);
    cases.write(out);
  }

  private void readParts(DataInput in) throws IOException {
    sessions = SessionTracker.read(in);
    sequences = SequenceState.read(in);
    cases = CaseTracker.read(in);
  }

  private static void checkVersion(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException(
          "user state has format version "
              + version
              + ", this Harrier reads up to "
              + FORMAT_VERSION
              + ": restore it with the Harrier that wrote it, or a newer one");
    }
  }
}
