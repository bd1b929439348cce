package io.harrier.engine.window;

/** Hour and weekday of an event time, in UTC. */
final class EventClock {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;

  /** 1 January 1970 was a Thursday, the fourth day of its week. */
  private static final int EPOCH_OFFSET = 3;

  private EventClock() {}

  /** 0 to 23. */
  static int hour(long epochMillis) {
    return (int) Math.floorMod(Math.floorDiv(epochMillis, HOUR), 24L);
  }

  /** 1 (Monday) to 7. */
  static int dayOfWeek(long epochMillis) {
    return (int) Math.floorMod(Math.floorDiv(epochMillis, DAY) + EPOCH_OFFSET, 7L) + 1;
  }
}
