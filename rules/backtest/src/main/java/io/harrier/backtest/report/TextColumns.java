package io.harrier.backtest.report;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their content: the first to the left, numbers to the right. */
final class TextColumns {
  private static final String GAP = "  ";

  private final int leftColumns;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param leftColumns how many columns, from the first, stand to the left
   */
  TextColumns(int leftColumns, String... headings) {
    this.leftColumns = leftColumns;
    rows.add(headings);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  void appendTo(StringBuilder text) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : GAP);
        line.append(i < leftColumns ? row[i] + padding : padding + row[i]);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
