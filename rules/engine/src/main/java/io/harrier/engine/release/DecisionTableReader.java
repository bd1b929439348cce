package io.harrier.engine.release;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;

/** Unfolds a decision table into rules, which then pass the same gate as written ones. */
final class DecisionTableReader {
  private static final Pattern ROW = Pattern.compile("// rule values at [A-Z]+(\\d+),");

  private final DrlReader rules;
  private final Problems problems;

  DecisionTableReader(DrlReader rules, Problems problems) {
    this.rules = rules;
    this.problems = problems;
  }

  List<RuleDefinition> read(String file, byte[] table) {
    boolean csv = file.toLowerCase(Locale.ROOT).endsWith(".csv");
    String drl;
    try {
      drl =
          new SpreadsheetCompiler()
              .compile(new ByteArrayInputStream(table), csv ? InputType.CSV : InputType.XLS);
    } catch (RuntimeException e) {
      problems.add(file, 0, "cannot be read as a decision table: " + e.getMessage());
      return List.of();
    } catch (LinkageError e) {
      problems.add(file, 0, "cannot be read: reading spreadsheets needs Apache POI (" + e + ")");
      return List.of();
    }
    return rules.read(file, drl, rowsOf(drl));
  }

  /** The compiler notes above each rule from which row it comes. */
  private static IntUnaryOperator rowsOf(String drl) {
    List<Integer> rows = new ArrayList<>(List.of(0));
    int row = 0;
    for (String line : drl.split("\n", -1)) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.find()) {
        row = Integer.parseInt(matcher.group(1));
      }
      rows.add(row);
    }
    return line -> line < rows.size() ? rows.get(line) : 0;
  }
}
