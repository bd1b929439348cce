package io.harrier.engine.window;

import io.harrier.engine.vocabulary.TransactionField;
import java.util.List;
import java.util.function.Predicate;

/** Type, channel or status; decided for every one of its values beforehand. */
final class KindFilter extends RowFilter {
  private final int shift;
  private final long accepted;

  KindFilter(TransactionField field, Predicate<String> condition) {
    shift = EventKind.shiftOf(field);
    List<String> names = EventKind.namesOf(field);
    long bits = 0;
    for (int ordinal = 0; ordinal < names.size(); ordinal++) {
      if (condition.test(names.get(ordinal))) {
        bits |= 1L << ordinal;
      }
    }
    accepted = bits;
  }

  @Override
  void bind(EventColumns columns) {}

  @Override
  long word(EventColumns columns, int row, int count) {
    short[] kind = columns.kind;
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= ((accepted >>> EventKind.ordinal(kind[row + i], shift)) & 1) << i;
    }
    return word;
  }
}
