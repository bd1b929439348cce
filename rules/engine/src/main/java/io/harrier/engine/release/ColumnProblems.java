package io.harrier.engine.release;

import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what is wrong with a column of a decision table, which every row below repeats, from what
 * is wrong in a row: the column's it is when no value in the row's cell would mend it.
 */
final class ColumnProblems {
  /** More than a table that anybody has written takes; a bound on how long it is looked into. */
  private static final int MAX_READS = 5_000;

  /** Other values of the column that are tried before those below. */
  private static final int MAX_NEIGHBOURS = 20;

  /** Of each kind of value or condition that a cell may hold, one that is sound somewhere. */
  private static final List<String> VALUES =
      List.of("1", "true", "x", "FR", "EUR", "amount > 1", "count > 1", "warm", "present", "block");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$(?:param|\\d+)");

  private final boolean workbook;
  private final List<TableColumn> columns;
  private final LoneColumn lone;
  private final Set<String> values;

  private final Map<Asked, Boolean> answers = new HashMap<>();
  private final Map<TableCell, Integer> toldIn = new HashMap<>();
  private final Set<Told> told = new HashSet<>();

  /**
   * @param workbook whether cells have names such as C5, as they are shown to the analyst
   */
  ColumnProblems(boolean workbook, List<TableCell> cells, Vocabulary vocabulary) {
    this.workbook = workbook;
    this.columns = TableColumn.of(cells);
    this.lone = new LoneColumn(vocabulary);
    this.values = values(vocabulary);
  }

  private record Asked(TableCell template, String message) {}

  private record Told(TableCell cell, String message) {}

  /** Takes over what was found in rows, in the order of the rows. */
  void tell(List<Problem> ofRows, Problems problems) {
    for (Problem problem : ofRows) {
      List<TableColumn> own = columns.stream().filter(column -> isOwn(column, problem)).toList();
      if (own.isEmpty()) {
        problems.add(problem.file(), problem.line(), problem.message());
      }
      for (TableColumn column : own) {
        // What other rows say of it differs by their values alone.
        if (toldIn.computeIfAbsent(column.template(), first -> problem.line()) == problem.line()) {
          tell(column, problem, problems);
        }
      }
    }
  }

  private boolean isOwn(TableColumn column, Problem problem) {
    int row = problem.line() - 1;
    String value = column.values().get(row);
    if (value == null || lone.reads() > MAX_READS) {
      return false;
    }
    Asked asked = new Asked(column.template(), problem.message());
    Boolean known = answers.get(asked);
    if (known != null) {
      return known;
    }
    Set<String> found = lone.problems(column, pattern(column), row, value);
    if (!found.contains(problem.message())) {
      return false; // with another value it may
    }
    boolean own =
        (saysSomething(column) || isOfPattern(column, problem))
            && !lone.problemsWithout(column, row).contains(problem.message())
            && others(column, value)
                .map(other -> lone.problems(column, pattern(column), row, other))
                .noneMatch(after -> mends(problem.message(), found, after));
    answers.put(asked, own);
    return own;
  }

  /** A template such as {@code $param} leaves all to the cells. */
  private static boolean saysSomething(TableColumn column) {
    return PLACEHOLDER
        .matcher(column.template().value())
        .replaceAll("")
        .chars()
        .anyMatch(Character::isLetter);
  }

  /** Another value may only take problems away: a new one could hide what it does not mend. */
  private static boolean mends(String message, Set<String> before, Set<String> after) {
    return !after.contains(message) && before.containsAll(after);
  }

  private Stream<String> others(TableColumn column, String value) {
    Stream<String> whole =
        Stream.concat(
            column.values().values().stream().distinct().limit(MAX_NEIGHBOURS), values.stream());
    if (column.template().value().contains("$param")) {
      return whole;
    }
    // $1, $2 and so on stand for the parts of the value.
    String[] parts = value.split(",", -1);
    return Stream.concat(
        whole,
        Stream.iterate(0, part -> part < parts.length, part -> part + 1)
            .flatMap(part -> values.stream().map(other -> with(parts, part, other))));
  }

  private static String with(String[] parts, int part, String other) {
    String[] changed = parts.clone();
    changed[part] = other;
    return String.join(",", changed);
  }

  private void tell(TableColumn column, Problem problem, Problems problems) {
    boolean byPattern = isOfPattern(column, problem);
    TableCell cell = byPattern ? column.pattern().orElseThrow() : column.template();
    if (told.add(new Told(cell, problem.message()))) { // columns may share a pattern
      String place = workbook ? "in cell " + cell.name() : "of column " + cell.letters();
      problems.add(
          problem.file(),
          cell.row() + 1,
          "the %s %s, %s: %s"
              .formatted(
                  byPattern ? "pattern" : column.kind().word(),
                  place,
                  cell.value().strip(),
                  problem.message()));
    }
  }

  /** Whether another fact in the place of the pattern would mend it. */
  private boolean isOfPattern(TableColumn column, Problem problem) {
    if (column.pattern().isEmpty()) {
      return false;
    }
    int row = problem.line() - 1;
    String value = column.values().get(row);
    Set<String> found = lone.problems(column, pattern(column), row, value);
    return Fact.names().stream()
        .anyMatch(fact -> mends(problem.message(), found, lone.problems(column, fact, row, value)));
  }

  private static String pattern(TableColumn column) {
    return column.pattern().map(cell -> cell.value().strip()).orElse("");
  }

  private static Set<String> values(Vocabulary vocabulary) {
    Set<String> values = new LinkedHashSet<>(VALUES);
    Arrays.stream(Fact.values())
        .forEach(
            fact ->
                vocabulary
                    .properties(fact)
                    .forEach(property -> values.addAll(vocabulary.valuesOf(fact, property))));
    return values;
  }
}
