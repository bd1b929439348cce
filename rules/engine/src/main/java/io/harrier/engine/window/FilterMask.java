package io.harrier.engine.window;

import java.util.ArrayList;
import java.util.List;

/** Which rows satisfy a {@code where}, computed once for all features that have it. */
final class FilterMask {
  final RowFilter filter;
  private final List<WindowSlice> slices = new ArrayList<>();

  /** Row of the lowest bit of the first word. */
  int base;

  long[] words = new long[4];

  FilterMask(RowFilter filter) {
    this.filter = filter;
  }

  void serve(WindowSlice slice) {
    slices.add(slice);
  }

  void compute(EventColumns columns, int to) {
    base = to;
    for (WindowSlice slice : slices) {
      base = Math.min(base, slice.from);
    }
    int wordCount = (to - base + 63) >>> 6;
    if (words.length < wordCount) {
      words = new long[wordCount * 2];
    }
    filter.bind(columns);
    for (int i = 0; i < wordCount; i++) {
      int row = base + (i << 6);
      words[i] = filter.word(columns, row, Math.min(64, to - row));
    }
  }
}
