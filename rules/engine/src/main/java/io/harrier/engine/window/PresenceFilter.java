package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;

/** A field that may be absent is present. */
final class PresenceFilter extends RowFilter {
  /** {@code null} for a coordinate. */
  private final TextColumn column;

  private PresenceFilter(TextColumn column) {
    this.column = column;
  }

  static RowFilter of(TransactionField field) {
    if (field == TransactionField.LATITUDE || field == TransactionField.LONGITUDE) {
      return new PresenceFilter(null);
    }
    TextColumn column = TextColumn.of(field);
    return column == null ? new Constant(true) : new PresenceFilter(column);
  }

  @Override
  void bind(EventColumns columns) {}

  @Override
  long word(EventColumns columns, int row, int count) {
    if (column == null) {
      return located(columns, row, count);
    }
    char[] codes = columns.codes[column.index()];
    if (codes == null) {
      return 0;
    }
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (codes[row + i] != TextDictionary.ABSENT ? 1L : 0L) << i;
    }
    return word;
  }

  /** Both coordinates are known, or neither is. */
  static long located(EventColumns columns, int row, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (columns.latitude[row + i] != Degrees.ABSENT ? 1L : 0L) << i;
    }
    return word;
  }
}
