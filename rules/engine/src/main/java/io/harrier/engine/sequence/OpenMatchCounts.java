package io.harrier.engine.sequence;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * How many open matches the users of one thread have together, by pattern. Kept over releases, as
 * the matches themselves are. May be read by another thread, which sees it a little behind.
 */
public final class OpenMatchCounts {
  private final Map<Long, Long> open = new HashMap<>();

  /** More or fewer, of the pattern with this hash. */
  public synchronized void add(long patternHash, long change) {
    if (change != 0) {
      open.merge(patternHash, change, (a, b) -> a + b == 0 ? null : (Long) (a + b));
    }
  }

  /** Of the pattern with this hash. */
  public synchronized long of(long patternHash) {
    return open.getOrDefault(patternHash, 0L);
  }

  /** Every count that is not zero. */
  public synchronized void forEach(ObjLongConsumer<Long> action) {
    open.forEach(action::accept);
  }
}
