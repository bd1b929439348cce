package io.harrier.detection.evaluate;

import io.harrier.detection.EpochClock;
import io.harrier.detection.state.UserEntry;
import io.harrier.model.Transaction;

/**
 * Whether a subtask can decide yet: the reference data of start-up has been applied, and a live
 * release can be loaded. Until then transactions are held.
 */
final class Readiness {
  private final ReadinessGate gate;
  private final Releases releases;
  private final HeldTransactions held;
  private final EpochClock clock;

  /** Asked by threads that report. */
  private volatile boolean open;

  Readiness(ReadinessGate gate, Releases releases, HeldTransactions held, EpochClock clock)
      throws Exception {
    this.gate = gate;
    this.releases = releases;
    this.held = held;
    this.clock = clock;
    this.open = gate.isOpen(clock.now());
  }

  /**
   * Whether the gate is open and some live release has been loaded; asked by threads that report.
   */
  boolean isReady() {
    return open && releases.isAnyLoaded();
  }

  /** Notes that reference data has just been applied. */
  void onUpdate(long now) throws Exception {
    gate.onUpdate(now);
    open = gate.isOpen(now);
  }

  /**
   * The release that decides a user's transactions at an event time; waits for its bundle. Null
   * while nothing can be decided.
   */
  ScheduledRelease deciding(String userId, long eventTime) throws Exception {
    if (!open) {
      open = gate.isOpen(clock.now());
    }
    return open ? releases.deciding(userId, eventTime) : null;
  }

  /**
   * Holds a transaction back; the entry must be stored afterwards.
   *
   * @throws NotReadyException if there is no room for one more
   */
  void hold(UserEntry entry, Transaction transaction) throws Exception {
    if (held.isFull()) {
      throw new NotReadyException(held.count(), gate.missing(), releases.toString());
    }
    held.add(entry, transaction);
  }
}
