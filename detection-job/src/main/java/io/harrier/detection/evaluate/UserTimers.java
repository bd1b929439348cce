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

  /** Notes which of the user's timers have fired. */
  static void disarm(UserEntry entry, long firedAt) {
    if (entry.armedDeadline() <= firedAt) {
      entry.setArmedDeadline(UserEntry.NO_DEADLINE);
    }
    if (entry.armedExpiry() <= firedAt) {
      entry.setArmedExpiry(UserEntry.NO_DEADLINE);
    }
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
    if (entry.armedExpiry() == UserEntry.NO_DEADLINE) {
      long expiry = expiry(entry);
      if (expiry != UserEntry.NO_DEADLINE) {
        timers.registerEventTimeTimer(Math.max(earliest, expiry));
        entry.setArmedExpiry(Math.max(earliest, expiry));
      }
    }
    if (next == UserEntry.NO_DEADLINE) {
      return;
    }
    long deadline = Math.max(earliest, next);
    if (deadline >= entry.armedDeadline()) {
      return;
    }
    if (entry.armedDeadline() != UserEntry.NO_DEADLINE
        && entry.armedDeadline() != entry.armedExpiry()) {
      timers.deleteEventTimeTimer(entry.armedDeadline());
    }
    timers.registerEventTimeTimer(deadline);
    entry.setArmedDeadline(deadline);
  }

  /** Event time from which on the user is forgotten. */
  long expiry(UserEntry entry) {
    return entry.newestEventTime() == UserEntry.NEVER
        ? UserEntry.NO_DEADLINE
        : entry.newestEventTime() + retentionMillis;
  }
}
