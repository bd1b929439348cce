package io.harrier.engine.release;

import io.harrier.engine.release.TableColumn.Kind;
import io.harrier.engine.release.TableListener.TableException;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.template.parser.DataListener;
import org.drools.template.parser.DecisionTableParseException;

/**
 * Says what is wrong with one column of a decision table by itself: it is read in a table of one
 * row, beside columns that are sound.
 */
final class LoneColumn {
  /** From a table's title to its first row. */
  private static final int HEADER_ROWS = 5;

  private static final Map<Kind, Part> SOUND =
      new EnumMap<>(
          Map.of(
              Kind.CONDITION, new Part(Kind.CONDITION, "Transaction", "amount > $param", "1"),
              Kind.ACTION, new Part(Kind.ACTION, "", "alert( $param, \"x\" );", "1")));

  private final Vocabulary vocabulary;
  private int reads;

  LoneColumn(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  private record Part(Kind kind, String pattern, String template, String value) {}

  /** How many tables have been read. */
  int reads() {
    return reads;
  }

  /** With a value in the row, and some pattern above the template. */
  Set<String> problems(TableColumn column, String pattern, int row, String value) {
    Part part = new Part(column.kind(), pattern, column.template().value().strip(), value);
    Map<Kind, Part> parts = new EnumMap<>(SOUND);
    parts.put(part.kind(), part);
    return read(column.title(), List.copyOf(parts.values()), row);
  }

  /** Without the column: what is wrong for another reason, such as the title. */
  Set<String> problemsWithout(TableColumn column, int row) {
    return read(column.title(), List.copyOf(SOUND.values()), row);
  }

  private Set<String> read(String title, List<Part> parts, int row) {
    reads++;
    String drl;
    try {
      // The row's number is a part of the rule's name, which some messages quote.
      drl = unfold(title, parts, row - HEADER_ROWS);
    } catch (TableException | DecisionTableParseException e) {
      return Set.of("cannot be unfolded: " + e.getMessage());
    }
    Problems found = new Problems();
    new DrlReader(new RuleReader(vocabulary, new RuleIndex()), found).read("", drl, line -> line);
    return found.found().stream().map(Problem::message).collect(Collectors.toSet());
  }

  private static String unfold(String title, List<Part> parts, int start) {
    TableListener sheet = new TableListener();
    sheet.startSheet("");
    row(sheet, start, List.of(title));
    row(sheet, start + 1, parts, part -> part.kind().name());
    row(sheet, start + 2, parts, Part::pattern);
    row(sheet, start + 3, parts, Part::template);
    row(sheet, start + HEADER_ROWS, parts, Part::value);
    sheet.finishSheet();
    return new SpreadsheetCompiler().listenerToString(sheet);
  }

  private static void row(
      TableListener sheet, int row, List<Part> parts, Function<Part, String> cell) {
    row(sheet, row, parts.stream().map(cell).toList());
  }

  private static void row(TableListener sheet, int row, List<String> values) {
    sheet.newRow(row, values.size());
    for (int column = 0; column < values.size(); column++) {
      sheet.newCell(row, column, values.get(column), DataListener.NON_MERGED);
    }
  }
}
