package io.harrier.engine.window;

import java.util.List;

/** The transaction id is, or is not, one of several. */
final class IdFilter extends RowFilter {
  private final long[] hashes;
  private final boolean negated;

  IdFilter(List<String> members, boolean negated) {
    hashes = members.stream().mapToLong(TextHash::of).toArray();
    this.negated = negated;
  }

  @Override
  void bind(EventColumns columns) {}

  @Override
  long word(EventColumns columns, int row, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      boolean found = false;
      for (long hash : hashes) {
        found |= columns.id[row + i] == hash;
      }
      word |= (found != negated ? 1L : 0L) << i;
    }
    return word;
  }
}
