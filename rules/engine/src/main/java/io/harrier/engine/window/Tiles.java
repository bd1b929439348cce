package io.harrier.engine.window;

import java.util.Arrays;

/**
 * What is left of a feature's transactions that no longer have a row: for each stretch of time (and
 * currency) how many there were, and the sum, least and greatest of their amounts. At most {@link
 * #LIMIT} tiles; when one more is needed, the two neighbours that lie closest together become one.
 */
final class Tiles {
  static final int LIMIT = 64;

  /** Stands for every currency, where amounts play no part. */
  static final int ANY_CURRENCY = 0;

  private static final int TILE = 6 * Long.BYTES + Integer.BYTES;
  private static final int OBJECTS = 200;
  private static final long NOTHING_LOST = Long.MIN_VALUE;

  final boolean withAmounts;
  int size;

  /** Event time of the first and last transaction in the tile. */
  long[] first = new long[4];

  long[] last = new long[4];
  long[] count = new long[4];

  /**
   * {@link String#hashCode()} of the currency, which differs for any two codes of three capital
   * letters.
   */
  int[] currency = new int[4];

  /** Minor units; stays at {@code Long.MAX_VALUE} once it got there. */
  long[] sum = new long[4];

  long[] min = new long[4];
  long[] max = new long[4];

  Tiles(boolean withAmounts) {
    this.withAmounts = withAmounts;
  }

  /**
   * Adds a transaction.
   *
   * @param width a tile does not span a multiple of it, unless tiles had to be joined
   * @param expired up to this time nobody asks any more
   * @return the newest event time of which nothing is known any more, or {@code Long.MIN_VALUE}
   */
  long add(long time, long amount, int currencyCode, long width, long expired) {
    long bucket = Math.floorDiv(time, width);
    for (int i = size - 1; i >= 0; i--) {
      if (currency[i] == currencyCode && Math.floorDiv(first[i], width) == bucket) {
        first[i] = Math.min(first[i], time);
        last[i] = Math.max(last[i], time);
        count[i]++;
        sum[i] = saturatedSum(sum[i], amount);
        min[i] = Math.min(min[i], amount);
        max[i] = Math.max(max[i], amount);
        return NOTHING_LOST;
      }
    }
    long lost = size == LIMIT ? makeRoom(expired) : NOTHING_LOST;
    if (size == first.length) {
      resize(Math.min(LIMIT, size * 2));
    }
    first[size] = time;
    last[size] = time;
    count[size] = 1;
    currency[size] = currencyCode;
    sum[size] = amount;
    min[size] = amount;
    max[size] = amount;
    size++;
    return lost;
  }

  /** About how many bytes of memory they take. */
  long memory() {
    return OBJECTS + (long) first.length * TILE;
  }

  Tiles copy() {
    Tiles copy = new Tiles(withAmounts);
    copy.first = first;
    copy.last = last;
    copy.count = count;
    copy.currency = currency;
    copy.sum = sum;
    copy.min = min;
    copy.max = max;
    copy.size = size;
    copy.resize(Math.max(4, size));
    return copy;
  }

  /** Gives every column room for so many tiles, in arrays of its own. */
  void resize(int capacity) {
    first = Arrays.copyOf(first, capacity);
    last = Arrays.copyOf(last, capacity);
    count = Arrays.copyOf(count, capacity);
    currency = Arrays.copyOf(currency, capacity);
    sum = Arrays.copyOf(sum, capacity);
    min = Arrays.copyOf(min, capacity);
    max = Arrays.copyOf(max, capacity);
  }

  private long makeRoom(long expired) {
    long lost = NOTHING_LOST;
    for (int i = size - 1; i >= 0; i--) {
      if (last[i] <= expired) {
        lost = Math.max(lost, last[i]);
        remove(i);
      }
    }
    if (size < LIMIT || joinNearest()) {
      return lost;
    }
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = last[i] < last[oldest] ? i : oldest;
    }
    lost = Math.max(lost, last[oldest]);
    remove(oldest);
    return lost;
  }

  private boolean joinNearest() {
    int left = -1;
    int right = -1;
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      int next = i + 1;
      while (next < size && currency[next] != currency[i]) {
        next++;
      }
      if (next < size) {
        long span = Math.max(last[i], last[next]) - Math.min(first[i], first[next]);
        if (span < shortest) {
          shortest = span;
          left = i;
          right = next;
        }
      }
    }
    if (left < 0) {
      return false;
    }
    first[left] = Math.min(first[left], first[right]);
    last[left] = Math.max(last[left], last[right]);
    count[left] += count[right];
    sum[left] = saturatedSum(sum[left], sum[right]);
    min[left] = Math.min(min[left], min[right]);
    max[left] = Math.max(max[left], max[right]);
    remove(right);
    return true;
  }

  private void remove(int index) {
    int moved = --size - index;
    System.arraycopy(first, index + 1, first, index, moved);
    System.arraycopy(last, index + 1, last, index, moved);
    System.arraycopy(count, index + 1, count, index, moved);
    System.arraycopy(currency, index + 1, currency, index, moved);
    System.arraycopy(sum, index + 1, sum, index, moved);
    System.arraycopy(min, index + 1, min, index, moved);
    System.arraycopy(max, index + 1, max, index, moved);
  }

  static long saturatedSum(long left, long right) {
    long total = left + right;
    return total < 0 ? Long.MAX_VALUE : total;
  }
}
