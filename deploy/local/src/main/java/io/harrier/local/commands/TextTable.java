package io.harrier.local.commands;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of text in columns that are as wide as their content. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final Set<Integer> numeric = new HashSet<>();

  TextTable(String... headings) {
    rows.add(headings);
  }

  /** Sets the columns with these headings flush right; whole numbers in them get commas. */
  TextTable numbers(String... headings) {
    List<String> all = List.of(rows.get(0));
    for (String heading : headings) {
      numeric.add(all.indexOf(heading));
    }
    return this;
  }

  void row(Object... cells) {
    String[] row = new String[rows.get(0).length];
    for (int i = 0; i < row.length; i++) {
      String text =
          numeric.contains(i) && cells[i] instanceof Number number
              ? String.format(Locale.ROOT, "%,d", number.longValue())
              : String.valueOf(cells[i]);
      // What people wrote must not break a line.
      row[i] = text.replaceAll("\\p{Cntrl}", " ");
    }
    rows.add(row);
  }

  /** The heading and the rows, without blanks at their ends. */
  List<String> lines() {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.toList());
  }

  private String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String blanks = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? "" : GAP);
      line.append(numeric.contains(i) ? blanks + row[i] : row[i] + blanks);
    }
    return line.toString().stripTrailing();
  }
}
