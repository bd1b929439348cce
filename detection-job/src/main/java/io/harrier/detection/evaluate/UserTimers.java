package io.harrier.detection.evaluate;

import io.harrier.detection.state.UserEntry;
import org.apache.flink.streaming.api.TimerService;

/**
 * The event-time timers of a user: one for what comes next in the user's state, and one that looks
 * whether the user has been away for too long.
 */
final class UserTimers {
  /** How often a user with held transactions looks whether they may go on. */
  static final long POLL_MILLIS = 50;

  private final long retentionMillis;

  UserTimers(long retentionMillis) {
    this.retentionMillis = retentionMillis;
  }

  /** Lets the current user look again soon. */
  void poll(TimerService timers) {
    timers.registerProcessingTimeTimer(timers.currentProcessingTime() + POLL_MILLIS);
  }

  /** Sets the user's timers again: some may have fired when nothing could be decided. */
  void rearm(UserEntry entry, TimerService timers) {
    if (entry.armedDeadline() != UserEntry.NO_DEADLINE) {
      timers.registerEventTimeTimer(entry.armedDeadline());
    }
    if (entry.armedExpiry() != UserEntry.NO_DEADLINE) {
      timers.registerEventTimeTimer(entry.armedExpiry());
    }
  }

  /** Arms that of the expiry again if it is the one that has fired. */
  void onFired(UserEntry entry, TimerService timers, long firedAt) {
    if (entry.armedExpiry() <= firedAt) {
      entry.setArmedExpiry(UserEntry.NO_DEADLINE);
      armExpiry(entry, timers, firedAt + 1);
    }
  }

  /** Takes back the timer for what comes next, which may have fired. */
  void disarm(UserEntry entry, TimerService timers) {
    if (entry.armedDeadline() != UserEntry.NO_DEADLINE
        && entry.armedDeadline() != entry.armedExpiry()) {
      timers.deleteEventTimeTimer(entry.armedDeadline());
    }
    entry.setArmedDeadline(UserEntry.NO_DEADLINE);
  }

  /**
   * Arms the timer for what comes next, unless one is armed that comes no later, and the one of the
   * expiry. That one is not moved with every transaction: it is armed again when it fires too
   * early.
   *
   * @param next event time at which something is due in the user's state, or {@link
   *     UserEntry#NO_DEADLINE}
   * @param earliest a timer before it would fire at once, again and again
   */
  void arm(UserEntry entry, TimerService timers, long next, long earliest) {
    armExpiry(entry, timers, earliest);
    long deadline = next == UserEntry.NO_DEADLINE ? next : Math.max(earliest, next);
    if (deadline < entry.armedDeadline()) {
      disarm(entry, timers);
      timers.registerEventTimeTimer(deadline);
      entry.setArmedDeadline(deadline);
    }
  }

  private void armExpiry(UserEntry entry, TimerService timers, long earliest) {
    long expiry = expiry(entry);
    if (entry.armedExpiry() == UserEntry.NO_DEADLINE && expiry != UserEntry.NO_DEADLINE) {
      timers.registerEventTimeTimer(Math.max(earliest, expiry));
      entry.setArmedExpiry(Math.max(earliest, expiry));
    }
  }

  /** Event time from which on the user is forgotten. */
  long expiry(UserEntry entry) {
    return entry.newestEventTime() == UserEntry.NEVER
        ? UserEntry.NO_DEADLINE
        : entry.newestEventTime() + retentionMillis;
  }
}
