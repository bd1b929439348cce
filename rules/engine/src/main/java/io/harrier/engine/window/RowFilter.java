package io.harrier.engine.window;

import java.util.List;

/**
 * Which rows of a history satisfy a condition; up to 64 rows are asked at once and answered in the
 * bits of a word, so that every condition is one tight loop over its column. For one thread.
 */
abstract class RowFilter {

  /** Looks its literals up in the history that is asked next. */
  abstract void bind(EventColumns columns);

  /** Bit i is set when row {@code row + i} satisfies the condition, for i below {@code count}. */
  abstract long word(EventColumns columns, int row, int count);

  /** Whether one row satisfies the condition; {@link #bind} has been called. */
  final boolean test(EventColumns columns, int row) {
    return word(columns, row, 1) != 0;
  }

  /** The lowest {@code count} bits, 1 to 64. */
  static long ones(int count) {
    return -1L >>> (64 - count);
  }

  /** Every row, or none. */
  static final class Constant extends RowFilter {
    private final boolean value;

    Constant(boolean value) {
      this.value = value;
    }

    @Override
    void bind(EventColumns columns) {}

    @Override
    long word(EventColumns columns, int row, int count) {
      return value ? ones(count) : 0;
    }
  }

  /** All of several conditions. */
  static final class And extends RowFilter {
    private final RowFilter[] terms;

    And(List<RowFilter> terms) {
      this.terms = terms.toArray(RowFilter[]::new);
    }

    @Override
    void bind(EventColumns columns) {
      for (RowFilter term : terms) {
        term.bind(columns);
      }
    }

    @Override
    long word(EventColumns columns, int row, int count) {
      long word = ones(count);
      for (int i = 0; i < terms.length && word != 0; i++) {
        word &= terms[i].word(columns, row, count);
      }
      return word;
    }
  }

  /** At least one of several conditions. */
  static final class Or extends RowFilter {
    private final RowFilter[] terms;

    Or(List<RowFilter> terms) {
      this.terms = terms.toArray(RowFilter[]::new);
    }

    @Override
    void bind(EventColumns columns) {
      for (RowFilter term : terms) {
        term.bind(columns);
      }
    }

    @Override
    long word(EventColumns columns, int row, int count) {
      long word = 0;
      for (RowFilter term : terms) {
        word |= term.word(columns, row, count);
      }
      return word;
    }
  }

  /** The rows that do not satisfy a condition. */
  static final class Not extends RowFilter {
    private final RowFilter term;

    Not(RowFilter term) {
      this.term = term;
    }

    @Override
    void bind(EventColumns columns) {
      term.bind(columns);
    }

    @Override
    long word(EventColumns columns, int row, int count) {
      return ~term.word(columns, row, count) & ones(count);
    }
  }
}
