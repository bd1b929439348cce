package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;
import java.util.Arrays;

/**
 * How many different values. Exact as long as the rows, and the {@link LastSeen} values of those
 * that went, hold every value of the window; values given up, and for a feature that compares
 * fields all that went, are the error.
 */
final class DistinctFold extends FeatureFold {
  private final TransactionField field;
  private final TextColumn column;
  private final LongSet values = new LongSet();
  private long[] seen = new long[4];

  DistinctFold(Selection selection, TransactionField field) {
    super(selection);
    this.field = field;
    this.column = TextColumn.of(field);
  }

  @Override
  FeatureTiles.Shape shape() {
    return FeatureTiles.Shape.VALUES;
  }

  @Override
  void evaluate(Evaluated at, FeatureTiles evicted, int feature, FeatureValues into) {
    if (evicted != null) {
      beyondRows(at, evicted.lastSeen, feature, into);
    } else if (column != null) {
      into.set(feature, differentCodes(at.columns), 0);
    } else {
      into.set(feature, (long) hashesOfRows(at.columns), 0);
    }
  }

  @Override
  void summarise(EventColumns columns, int row, FeatureTiles into, long width, long expired) {
    if (isPresent(columns, row)) {
      into.lose(into.lastSeen.add(hash(columns, row), columns.time[row], width, expired));
    }
  }

  private long differentCodes(EventColumns columns) {
    char[] codes = columns.codes[column.index()];
    if (codes == null) {
      return 0;
    }
    int words = (columns.texts[column.index()].size >>> 6) + 1;
    if (seen.length < words) {
      seen = new long[words * 2];
    }
    long[] bits = seen;
    Arrays.fill(bits, 0, words, 0);
    int size = selection.size;
    for (int i = 0; i < size; i++) {
      int code = codes[selection.row(i)];
      bits[code >>> 6] |= 1L << code;
    }
    // Code 0 stands for no text.
    bits[0] &= -1L << 1;
    long count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(bits[i]);
    }
    return count;
  }

  private int hashesOfRows(EventColumns columns) {
    values.clear();
    for (int i = 0; i < selection.size; i++) {
      int row = selection.row(i);
      if (isPresent(columns, row)) {
        values.add(hash(columns, row));
      }
    }
    return values.size();
  }

  private void beyondRows(Evaluated at, LastSeen evicted, int feature, FeatureValues into) {
    hashesOfRows(at.columns);
    long uncertain = evicted.givenUpAfter(selection.slice.start);
    for (int i = 0; i < evicted.size; i++) {
      if (evicted.times[i] > selection.slice.start && !values.contains(evicted.values[i])) {
        if (evicted.times[i] > at.time || selection.comparesFields()) {
          uncertain++;
        } else {
          values.add(evicted.values[i]);
        }
      }
    }
    into.set(feature, (long) values.size(), (double) uncertain);
  }

  private boolean isPresent(EventColumns columns, int row) {
    return column == null || columns.code(column, row) != TextDictionary.ABSENT;
  }

  private long hash(EventColumns columns, int row) {
    return field == TransactionField.TRANSACTION_ID
        ? columns.id[row]
        : TextHash.of(columns.text(field, row));
  }
}
