package io.harrier.detection.state;

import io.harrier.engine.evaluate.UserState;
import io.harrier.model.Transaction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one user's key holds: the engine's state, and what the operator must remember to run it.
 * Mutable; belongs to the task's thread. {@link Users} keeps it.
 */
public final class UserEntry {
  /** The event time of a timer that is not armed. */
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  /** The newest event time before any transaction. */
  public static final long NEVER = Long.MIN_VALUE;

  private final UserState state;
  private long newestEventTime = NEVER;
  private long armedDeadline = NO_DEADLINE;
  private long armedExpiry = NO_DEADLINE;
  private int held;

  // since it was last stored
  private final List<Transaction> decided = new ArrayList<>(1);
  private boolean changed;

  // since it was last stored whole
  private int storedChanges;

  public UserEntry() {
    this(new UserState());
  }

  UserEntry(UserState state) {
    this.state = state;
  }

  /** The engine's state; tell {@link #decided} or {@link #changed} when the engine changed it. */
  public UserState state() {
    return state;
  }

  /** Notes that the engine has decided a transaction, which its state now remembers. */
  public void decided(Transaction transaction) {
    decided.add(transaction);
    newestEventTime = Math.max(newestEventTime, transaction.eventTime());
    changed = true;
  }

  /** Notes that the engine has let time pass. */
  public void changed() {
    changed = true;
  }

  /** Event time of the user's newest transaction, epoch milliseconds, or {@link #NEVER}. */
  public long newestEventTime() {
    return newestEventTime;
  }

  /** Event time of the timer that is armed for what the engine waits for, if one is. */
  public long armedDeadline() {
    return armedDeadline;
  }

  public void setArmedDeadline(long epochMillis) {
    changed |= armedDeadline != epochMillis;
    armedDeadline = epochMillis;
  }

  /**
   * Event time of the timer at which to look whether the user is to be forgotten, if it is armed.
   */
  public long armedExpiry() {
    return armedExpiry;
  }

  public void setArmedExpiry(long epochMillis) {
    changed |= armedExpiry != epochMillis;
    armedExpiry = epochMillis;
  }

  /** How many transactions of the user are held back until the job is ready. */
  public int held() {
    return held;
  }

  public void setHeld(int transactions) {
    changed |= held != transactions;
    held = transactions;
  }

  /** What was decided since it was last stored, in order. */
  List<Transaction> decidedSinceStored() {
    return decided;
  }

  boolean isChanged() {
    return changed;
  }

  /** How many changes are stored besides the whole. */
  int storedChanges() {
    return storedChanges;
  }

  /** Notes that everything so far is stored, with so many changes besides the whole. */
  void stored(int changes) {
    decided.clear();
    changed = false;
    storedChanges = changes;
  }

  /** Writes what it holds besides the state. */
  void writeOwn(DataOutput out) throws IOException {
    out.writeLong(newestEventTime);
    out.writeLong(armedDeadline);
    out.writeLong(armedExpiry);
    out.writeInt(held);
  }

  /** Takes over what {@link #writeOwn} wrote. */
  void readOwn(DataInput in) throws IOException {
    restore(in.readLong(), in.readLong(), in.readLong(), in.readInt());
  }

  /** Sets what it holds besides the state. */
  void restore(long newest, long deadline, long expiry, int heldTransactions) {
    newestEventTime = newest;
    armedDeadline = deadline;
    armedExpiry = expiry;
    held = heldTransactions;
  }
}
