package io.harrier.engine.window;

import java.util.Arrays;

/**
 * When each value of a DISTINCT feature was last seen among the transactions that no longer have a
 * row. At most {@link #LIMIT} values; of those given up, tiles count how many.
 */
final class LastSeen {
  static final int LIMIT = 128;

  int size;

  /** {@link TextHash} of the value. */
  long[] values = new long[4];

  long[] times = new long[4];

  /** The values given up, by when they were last seen. */
  Tiles givenUp = new Tiles(false);

  /** As {@link Tiles#add}. */
  long add(long value, long time, long width, long expired) {
    for (int i = 0; i < size; i++) {
      if (values[i] == value) {
        times[i] = Math.max(times[i], time);
        return Long.MIN_VALUE;
      }
    }
    if (size < LIMIT) {
      if (size == values.length) {
        resize(Math.min(LIMIT, size * 2));
      }
      values[size] = value;
      times[size] = time;
      size++;
      return Long.MIN_VALUE;
    }
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = times[i] < times[oldest] ? i : oldest;
    }
    long given = Math.min(times[oldest], time);
    if (time >= times[oldest]) {
      values[oldest] = value;
      times[oldest] = time;
    }
    return given <= expired ? given : givenUp.add(given, 0, Tiles.ANY_CURRENCY, width, expired);
  }

  /** How many values were given up that may have occurred after {@code start}. */
  long givenUpAfter(long start) {
    long count = 0;
    for (int i = 0; i < givenUp.size; i++) {
      count += givenUp.last[i] > start ? givenUp.count[i] : 0;
    }
    return count;
  }

  /** About how many bytes of memory it takes. */
  long memory() {
    return 2L * Long.BYTES * values.length + givenUp.memory();
  }

  LastSeen copy() {
    LastSeen copy = new LastSeen();
    copy.values = values;
    copy.times = times;
    copy.size = size;
    copy.resize(Math.max(4, size));
    copy.givenUp = givenUp.copy();
    return copy;
  }

  /** Gives the columns room for so many values, in arrays of their own. */
  void resize(int capacity) {
    values = Arrays.copyOf(values, capacity);
    times = Arrays.copyOf(times, capacity);
  }
}
