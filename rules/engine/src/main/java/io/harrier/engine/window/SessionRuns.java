package io.harrier.engine.window;

/**
 * From when to when the transactions that no longer have a row followed each other without a gap:
 * so a session is found that began before the oldest row. At most {@link #LIMIT}, the newest.
 */
final class SessionRuns {
  static final int LIMIT = 8;

  final long gap;
  long completeFrom;
  int size;

  /** In order of time, and more than the gap apart. */
  final long[] first = new long[LIMIT + 1];

  final long[] last = new long[LIMIT + 1];

  SessionRuns(long gap, long completeFrom) {
    this.gap = gap;
    this.completeFrom = completeFrom;
  }

  void add(long time) {
    int begin = 0;
    while (begin < size && last[begin] < time - gap) {
      begin++;
    }
    int end = begin;
    long from = time;
    long to = time;
    while (end < size && first[end] - gap <= time) {
      from = Math.min(from, first[end]);
      to = Math.max(to, last[end]);
      end++;
    }
    System.arraycopy(first, end, first, begin + 1, size - end);
    System.arraycopy(last, end, last, begin + 1, size - end);
    first[begin] = from;
    last[begin] = to;
    size += 1 - (end - begin);
    if (size > LIMIT) {
      completeFrom = Math.max(completeFrom, last[0] + 1);
      size--;
      System.arraycopy(first, 1, first, 0, size);
      System.arraycopy(last, 1, last, 0, size);
    }
  }

  /** When the session began that was still going on at {@code time}. */
  long startOf(long time) {
    for (int i = 0; i < size; i++) {
      if (first[i] <= time && last[i] >= time - gap) {
        return first[i];
      }
    }
    return time;
  }

  SessionRuns copy() {
    SessionRuns copy = new SessionRuns(gap, completeFrom);
    copy.size = size;
    System.arraycopy(first, 0, copy.first, 0, size);
    System.arraycopy(last, 0, copy.last, 0, size);
    return copy;
  }
}
