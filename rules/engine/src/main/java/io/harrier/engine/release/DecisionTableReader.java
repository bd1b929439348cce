package io.harrier.engine.release;

import io.harrier.engine.release.TableListener.TableException;
import io.harrier.engine.vocabulary.Vocabulary;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/** Unfolds a decision table into rules, which then pass the same gate as written ones. */
final class DecisionTableReader {
  private static final Pattern ROW =
      Pattern.compile("// " + TableListener.ROW_NOTE + " [A-Z]+(\\d+),");

  private final RuleReader rules;
  private final Vocabulary vocabulary;
  private final Problems problems;

  DecisionTableReader(RuleReader rules, Vocabulary vocabulary, Problems problems) {
    this.rules = rules;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  List<RuleDefinition> readCsv(String file, String table) {
    return read(file, table.getBytes(StandardCharsets.UTF_8), InputType.CSV);
  }

  List<RuleDefinition> readWorkbook(String file, byte[] workbook) {
    return WorkbookCheck.isSafe(file, workbook, problems)
        ? read(file, workbook, InputType.XLS)
        : List.of();
  }

  private List<RuleDefinition> read(String file, byte[] table, InputType type) {
    TableListener sheet = new TableListener();
    String drl;
    try {
      drl = new SpreadsheetCompiler().compile(new ByteArrayInputStream(table), type, sheet);
    } catch (TableException e) {
      problems.add(file, e.row(), e.getMessage());
      return List.of();
    } catch (RuntimeException e) {
      problems.add(file, 0, "cannot be read as a decision table: " + e.getMessage());
      return List.of();
    } catch (LinkageError e) {
      problems.add(file, 0, "cannot be read: reading spreadsheets needs Apache POI (" + e + ")");
      return List.of();
    }
    List<Integer> rows = rowsOf(drl);
    IntUnaryOperator rowOfLine = line -> line < rows.size() ? rows.get(line) : 0;
    Problems ofRows = Problems.all();
    List<RuleDefinition> found = new DrlReader(rules, ofRows).read(file, drl, rowOfLine);
    if (!ofRows.isEmpty()) {
      new ColumnProblems(type == InputType.XLS, sheet.cells(), vocabulary)
          .tell(ofRows.found(), problems);
    }
    refuseEscapes(file, found);
    return found;
  }

  /** The compiler notes above each rule from which row it comes. */
  private static List<Integer> rowsOf(String drl) {
    List<Integer> rows = new ArrayList<>(List.of(0));
    int row = 0;
    for (String line : drl.split("\n", -1)) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.find()) {
        row = Integer.parseInt(matcher.group(1));
      }
      rows.add(row);
    }
    return rows;
  }

  /** A cell may fill its column's template, and not end the rule in order to write another. */
  private void refuseEscapes(String file, List<RuleDefinition> found) {
    for (RuleDefinition rule : found) {
      if (!rule.name().endsWith("_" + rule.line())) {
        problems.add(
            file,
            rule.line(),
            "a cell of this row writes a rule of its own, \"" + rule.name() + "\"; use a new row");
      }
    }
  }
}
