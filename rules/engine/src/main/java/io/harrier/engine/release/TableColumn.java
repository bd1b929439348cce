package io.harrier.engine.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drools.decisiontable.parser.ActionType;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;

/**
 * A column of a decision table that says something of its own.
 *
 * @param title the cell that begins its table
 * @param pattern above the template; columns that are merged there share it
 * @param template what is filled with a value in every row
 * @param values by row, counted from 0
 */
record TableColumn(
    String title,
    Kind kind,
    Optional<TableCell> pattern,
    TableCell template,
    Map<Integer, String> values) {

  /** Which part of a rule a column writes. */
  enum Kind {
    CONDITION,
    ACTION,
    METADATA;

    /** The word in messages and, in capitals, in tables. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Of the word or the letter above a column; nothing where it is of another kind. */
    private static Optional<Kind> of(String header) {
      String word = header.toUpperCase(Locale.ROOT);
      ActionType.Code code = ActionType.getTag2code().get(word);
      if (code == null) {
        code = ActionType.getTag2code().get(word.substring(0, 1));
      }
      if (code == ActionType.Code.CONDITION) {
        return Optional.of(CONDITION);
      } else if (code == ActionType.Code.ACTION) {
        return Optional.of(ACTION);
      }
      return code == ActionType.Code.METADATA ? Optional.of(METADATA) : Optional.empty();
    }
  }

  /** The columns of all tables of a sheet, from its cells in the order of reading. */
  static List<TableColumn> of(List<TableCell> cells) {
    List<TableColumn> found = new ArrayList<>();
    Map<Integer, Kind> kinds = new HashMap<>();
    Map<Integer, TableCell> patterns = new HashMap<>();
    Map<Integer, TableColumn> columns = new HashMap<>();
    TableCell title = null;
    for (TableCell cell : cells) {
      String value = cell.value().strip();
      if (value.toLowerCase(Locale.ROOT).startsWith(DefaultRuleSheetListener.RULE_TABLE_TAG)) {
        title = cell;
        kinds.clear();
        patterns.clear();
        columns.clear();
      } else if (title != null && cell.column() >= title.column()) {
        int column = cell.column();
        switch (cell.row() - title.row()) {
          case 0, 4 -> {} // what stands beside the title, and the headings
          case 1 -> Kind.of(value).ifPresent(kind -> kinds.put(column, kind));
          case 2 ->
              patterns.put(
                  column,
                  cell.mergedFrom() < 0 ? cell : patterns.getOrDefault(cell.mergedFrom(), cell));
          case 3 -> {
            if (kinds.containsKey(column)) {
              TableColumn next =
                  new TableColumn(
                      title.value().strip(),
                      kinds.get(column),
                      Optional.ofNullable(patterns.get(column)),
                      cell,
                      new HashMap<>());
              columns.put(column, next);
              found.add(next);
            }
          }
          default -> {
            if (columns.containsKey(column)) {
              columns.get(column).values().put(cell.row(), value);
            }
          }
        }
      }
    }
    return found;
  }
}
