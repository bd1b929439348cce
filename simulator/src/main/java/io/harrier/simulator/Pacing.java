package io.harrier.simulator;

import java.util.concurrent.locks.LockSupport;

/** When a record may go out. */
public interface Pacing {

  /**
   * Waits until the next record is due; returns early when the thread is interrupted.
   *
   * @param emitted how many have gone out before it
   */
  void await(long emitted);

  /** As fast as the machine goes. */
  static Pacing unlimited() {
    return emitted -> {};
  }

  /**
   * Evenly, from the first call on, to the millisecond: at a high rate several go out together.
   * Whoever fell behind catches up.
   *
   * @param perSecond positive
   */
  static Pacing perSecond(double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate must be positive, not " + perSecond);
    }
    return new Pacing() {
      private static final long EARLY_NANOS = 1_000_000;

      private long start = -1;

      @Override
      public void await(long emitted) {
        long now = System.nanoTime();
        if (start < 0) {
          start = now - (long) (emitted * 1e9 / perSecond);
        }
        long due = start + (long) (emitted * 1e9 / perSecond);
        if (due - now < EARLY_NANOS) {
          return;
        }
        while (now < due && !Thread.currentThread().isInterrupted()) {
          LockSupport.parkNanos(due - now);
          now = System.nanoTime();
        }
      }
    };
  }
}
