package io.harrier.engine.evaluate;

import io.harrier.engine.window.EventHistory;
import io.harrier.model.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Everything that is remembered of one user. Bounded by {@link EvaluationSettings}.
 *
 * <p>A release in shadow looks at the same history, and keeps what it has going on apart; it is
 * dropped with the first transaction that comes when there is no shadow.
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
  private UserProgress deciding;

  /** Of the release in shadow, or {@code null}. */
  private UserProgress shadow;

  public UserState() {
    this(new EventHistory());
  }

  private UserState(EventHistory history) {
    this.history = history;
    this.deciding = new UserProgress();
  }

  EventHistory history() {
    return history;
  }

  /** Of the release that decides. */
  UserProgress deciding() {
    return deciding;
  }

  /** Of the release in shadow; begins with the first call. */
  UserProgress shadow() {
    if (shadow == null) {
      shadow = new UserProgress();
    }
    return shadow;
  }

  /** Whether a release in shadow has something going on. */
  public boolean hasShadow() {
    return shadow != null;
  }

  /** To be called when a transaction was decided and no release is in shadow. */
  public void dropShadow() {
    shadow = null;
  }

  public UserState copy() {
    UserState copy = new UserState(history.copy());
    copy.deciding = deciding.copy();
    copy.shadow = shadow == null ? null : shadow.copy();
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
    return history.memory() + (shadow == null ? REST : 2 * REST);
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
    deciding.write(out);
    out.writeBoolean(shadow != null);
    if (shadow != null) {
      shadow.write(out);
    }
  }

  private void readParts(DataInput in) throws IOException {
    deciding = UserProgress.read(in);
    shadow = in.readBoolean() ? UserProgress.read(in) : null;
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
