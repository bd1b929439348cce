package io.harrier.engine.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;

/** Takes the cells of a decision table over, as long as they are few, short and visible. */
final class TableListener extends DefaultRuleSheetListener {
  /** What the unfolded rules have above each of them, with its row. */
  static final String ROW_NOTE = "rule values at";

  private final List<TableCell> read = new ArrayList<>();
  private int cells;
  private int placeholders = 1;
  private long unfolded;

  /** A cell that is not taken over. */
  static final class TableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int row;

    private TableException(int row, String message) {
      super(message, null, false, false);
      this.row = row;
    }

    /** Counted from 1. */
    int row() {
      return row;
    }
  }

  @Override
  public void newCell(int row, int column, String value, int mergedColumnStart) {
    if (value != null && !value.isEmpty()) {
      check(row + 1, column, value);
      if (!value.isBlank()) {
        read.add(new TableCell(row, column, value, mergedColumnStart));
      }
    }
    super.newCell(row, column, value, mergedColumnStart);
  }

  /** The cells that are not empty, in the order of reading. */
  List<TableCell> cells() {
    return read;
  }

  private void check(int row, int column, String value) {
    if (++cells > Limits.MAX_CELLS) {
      throw new TableException(row, "a table has at most " + Limits.MAX_CELLS + " cells, split it");
    }
    if (column >= Limits.MAX_COLUMNS) {
      throw new TableException(row, "a table has at most " + Limits.MAX_COLUMNS + " columns");
    }
    if (value.length() > Limits.MAX_CELL_LENGTH) {
      throw new TableException(
          row, "a cell has at most " + Limits.MAX_CELL_LENGTH + " characters" + at(column));
    }
    Optional<String> hidden = Characters.hidden(value);
    if (hidden.isPresent()) {
      throw new TableException(row, hidden.get() + at(column));
    }
    if (value.contains(ROW_NOTE)) {
      throw new TableException(row, "a cell must not say \"" + ROW_NOTE + "\"" + at(column));
    }
    // Templates stand above the values that are put in their place.
    placeholders = Math.max(placeholders, (int) value.chars().filter(c -> c == '$').count());
    unfolded += (long) placeholders * value.length();
    if (unfolded > 4L * Limits.MAX_DRL_LENGTH) {
      throw new TableException(row, "the table unfolds to too many rules, split it");
    }
  }

  private static String at(int column) {
    return " (column " + TableCell.letters(column) + ")";
  }
}
