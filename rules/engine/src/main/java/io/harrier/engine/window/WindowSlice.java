package io.harrier.engine.window;

import io.harrier.engine.release.Window;

/** Where a window begins for the transaction that is evaluated; shared by its features. */
final class WindowSlice {
  private final Window window;

  /** First row in the window. */
  int from;

  /** Event time before the window, exclusive. */
  long start;

  /** Whether the rows hold all of the window. */
  boolean inRows;

  /** Whether {@link #start} is certain. */
  boolean known;

  WindowSlice(Window window) {
    this.window = window;
  }

  /**
   * @param to row behind the last one at or before {@code time}
   */
  void resolve(EventColumns columns, EvictedEvents evicted, long time, int to) {
    if (window instanceof Window.Session session) {
      resolve(columns, evicted, time, to, session.gap());
      return;
    }
    if (window instanceof Window.Tumbling tumbling) {
      start = Math.floorDiv(time, tumbling.size()) * tumbling.size() - 1;
    } else {
      start = time - ((Window.Sliding) window).size();
    }
    from = columns.firstAfter(start);
    known = true;
    inRows = evicted.newest == EvictedEvents.NOTHING || evicted.newest <= start;
  }

  private void resolve(EventColumns columns, EvictedEvents evicted, long time, int to, long gap) {
    long begin = time;
    int row = to;
    while (row > columns.from && columns.time[row - 1] >= begin - gap) {
      row--;
      begin = columns.time[row];
    }
    from = row;
    inRows = evicted.newest == EvictedEvents.NOTHING || evicted.newest < begin - gap;
    known = inRows;
    if (!inRows) {
      SessionRuns runs = evicted.runsOf(gap);
      if (runs != null) {
        begin = runs.startOf(begin);
        known = runs.completeFrom <= begin - gap;
      }
    }
    start = begin - 1;
  }
}
