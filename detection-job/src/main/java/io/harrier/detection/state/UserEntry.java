package io.harrier.detection.state;

import io.harrier.engine.evaluate.UserState;

/**
 * All that one user's key holds: the engine's state, and what the operator must remember to run it.
 * Mutable; belongs to the task's thread.
 */
public final class UserEntry {
  /** The armed deadline when no timer is armed. */
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  /** The newest event time before any transaction. */
  public static final long NEVER = Long.MIN_VALUE;

  private final UserState state;
  private long newestEventTime = NEVER;
  private long armedDeadline = NO_DEADLINE;
  private int held;

  public UserEntry() {
    this(new UserState());
  }

  UserEntry(UserState state) {
    this.state = state;
  }

  public UserState state() {
    return state;
  }

  /** Event time of the user's newest transaction, epoch milliseconds, or {@link #NEVER}. */
  public long newestEventTime() {
    return newestEventTime;
  }

  public void setNewestEventTime(long epochMillis) {
    newestEventTime = epochMillis;
  }

  /** Event time of the one timer that is armed for the user, or {@link #NO_DEADLINE}. */
  public long armedDeadline() {
    return armedDeadline;
  }

  public void setArmedDeadline(long epochMillis) {
    armedDeadline = epochMillis;
  }

  /** How many transactions of the user are held back until the job is ready. */
  public int held() {
    return held;
  }

  public void setHeld(int transactions) {
    held = transactions;
  }
}
