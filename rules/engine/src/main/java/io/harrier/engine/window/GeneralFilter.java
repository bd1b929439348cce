package io.harrier.engine.window;

import io.harrier.engine.expression.Expression.Comparison;
import java.math.BigDecimal;

/**
 * Any comparison, computed row by row with objects: between two fields, or with arithmetic. What
 * compares a field with a literal has a faster filter.
 */
final class GeneralFilter extends RowFilter {
  private final Comparison comparison;

  GeneralFilter(Comparison comparison) {
    this.comparison = comparison;
  }

  @Override
  void bind(EventColumns columns) {}

  @Override
  long word(EventColumns columns, int row, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (holds(columns, row + i) ? 1L : 0L) << i;
    }
    return word;
  }

  private boolean holds(EventColumns columns, int row) {
    Object left = RowReader.value(comparison.left(), columns, row);
    Object right = RowReader.value(comparison.right(), columns, row);
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return OperatorMeaning.holds(comparison.operator(), a.compareTo(b));
    } else if (left instanceof String a && right instanceof String b) {
      return OperatorMeaning.holds(a, comparison.operator(), b);
    } else if (left instanceof Boolean a && right instanceof Boolean b) {
      return OperatorMeaning.holds(comparison.operator(), Boolean.compare(a, b));
    }
    return false;
  }
}
