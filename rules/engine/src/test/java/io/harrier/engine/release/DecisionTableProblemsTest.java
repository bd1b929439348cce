package io.harrier.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a decision table is said to be wrong: in a column, once, or in a row. */
class DecisionTableProblemsTest {
  private static final String AMOUNT = "amount > $param";
  private static final String TYPE = "type == \"$param\"";
  private static final String ALERT = "alert( $param, \"over the limit\" );";

  @TempDir Path folder;

  @Test
  void aMistypedPropertyIsToldOnceWhereItStands() throws IOException {
    String[] rows = {"TRANSFER|1000|30|a", "WITHDRAWAL|500|20|b", "PURCHASE|700|20|c"};

    assertThat(csv("Transaction|Transaction", TYPE, "amuont > $param", ALERT, rows))
        .containsExactly(
            "t.csv:4: the condition of column B, amuont > $param:"
                + " Transaction has no property \"amuont\", did you mean \"amount\"?");
    assertThat(workbook("Transaction|Transaction", TYPE, "amuont > $param", ALERT, rows))
        .containsExactly(
            "t.xlsx:4: the condition in cell B4, amuont > $param:"
                + " Transaction has no property \"amuont\", did you mean \"amount\"?");
  }

  @Test
  void aBadValueIsToldWithItsRow() throws IOException {
    String[] rows = {"TRANSFER|1000|30|a", "WITHDRAWL|500|20|b", "PURCHASE|700|120|c"};

    assertThat(csv("Transaction|Transaction", TYPE, AMOUNT, ALERT, rows))
        .containsExactly(
            "t.csv:7: type is never \"WITHDRAWL\", did you mean \"WITHDRAWAL\"?",
            "t.csv:8: a score is a whole number from 0 to 100, not 120");
    assertThat(workbook("Transaction|Transaction", TYPE, AMOUNT, ALERT, rows))
        .containsExactly(
            "t.xlsx:7: type is never \"WITHDRAWL\", did you mean \"WITHDRAWAL\"?",
            "t.xlsx:8: a score is a whole number from 0 to 100, not 120");
  }

  /** No other row shows that the column is sound. */
  @Test
  void theOnlyValueOfAColumnMayBeBad() throws IOException {
    assertThat(csv("Transaction|Transaction", TYPE, AMOUNT, ALERT, "WITHDRAWL|x|30|a"))
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("t.csv:6: "));
    assertThat(
            csv("Transaction|Transaction", TYPE, "country == \"$param\"", ALERT, "TRANSFER|fr|3|a"))
        .singleElement()
        .asString()
        .startsWith("t.csv:6: \"fr\" is not a country code");
    assertThat(csv("Transaction|Transaction", TYPE, "$param", ALERT, "TRANSFER|amuont > 5|3|a"))
        .singleElement()
        .asString()
        .startsWith("t.csv:6: Transaction has no property \"amuont\"");
    assertThat(csv("Transaction|Transaction", TYPE, "$param", ALERT, "TRANSFER|score > 5|3|a"))
        .singleElement()
        .asString()
        .startsWith("t.csv:6: Transaction has no property \"score\"");
  }

  @Test
  void whatIsWrongInAColumnAndInARowIsToldApart() throws IOException {
    assertThat(
            csv(
                "Transaction|Transaction",
                TYPE,
                "amuont > $param",
                ALERT,
                "TRANSFER|1000|30|a",
                "WITHDRAWL|500|20|b"))
        .containsExactly(
            "t.csv:4: the condition of column B, amuont > $param:"
                + " Transaction has no property \"amuont\", did you mean \"amount\"?",
            "t.csv:7: type is never \"WITHDRAWL\", did you mean \"WITHDRAWAL\"?");
  }

  /** The message names the value, and yet no value would mend it. */
  @Test
  void aNumberComparedWithTextIsToldOnce() throws IOException {
    assertThat(
            csv(
                "Transaction|Transaction",
                TYPE,
                "amount > \"$param\"",
                ALERT,
                "TRANSFER|1000|30|a",
                "PURCHASE|500|20|b"))
        .singleElement()
        .asString()
        .startsWith("t.csv:4: the condition of column B, amount > \"$param\": ")
        .endsWith("their types differ");
  }

  @Test
  void aPatternThatColumnsShareIsToldOnceWhereItStands() throws IOException {
    String[] rows = {"TRANSFER|1000|30|a", "PURCHASE|500|20|b"};

    assertThat(csv("Transactoin...|Transactoin...", TYPE, AMOUNT, ALERT, rows))
        .singleElement()
        .asString()
        .startsWith("t.csv:3: the pattern of column A, Transactoin: \"Transactoin\" is not known")
        .endsWith("did you mean \"Transaction\"?");
    assertThat(workbook("Transaction|Activity", TYPE, AMOUNT, ALERT, rows))
        .singleElement()
        .asString()
        .startsWith(
            "t.xlsx:3: the pattern in cell B3, Activity: Activity has no property \"amount\"");
  }

  @Test
  void anActionIsToldOnce() throws IOException {
    assertThat(
            workbook(
                "Transaction|Transaction",
                TYPE,
                AMOUNT,
                "alert( $param, \"{amuont} is much\" );",
                "TRANSFER|1000|30|a",
                "PURCHASE|500|20|b"))
        .singleElement()
        .asString()
        .startsWith("t.xlsx:4: the action in cell C4, alert( $param, \"{amuont} is much\" );: ");
  }

  @Test
  void anAnnotationIsToldOnce() throws IOException {
    List<List<String>> table =
        table("Transaction|Transaction", TYPE, AMOUNT, ALERT, "TRANSFER|1|2|a", "PURCHASE|3|4|b");
    table.get(3).set(3, "idd(\"$param\")");
    assertThat(csv(table))
        .singleElement()
        .asString()
        .startsWith("t.csv:4: the metadata of column D, idd(\"$param\"): the annotation @idd");
  }

  @Test
  void oneOfSeveralValuesInACell() throws IOException {
    assertThat(
            csv(
                "Transaction|Transaction",
                TYPE,
                "amount > $1, country == \"$2\"",
                ALERT,
                "TRANSFER|5,fr|30|a"))
        .singleElement()
        .asString()
        .startsWith("t.csv:6: \"fr\" is not a country code");
    assertThat(
            csv(
                "Transaction|Transaction",
                TYPE,
                "amuont > $1, country == \"$2\"",
                ALERT,
                "TRANSFER|5,FR|30|a",
                "PURCHASE|6,DE|30|b"))
        .singleElement()
        .asString()
        .startsWith("t.csv:4: the condition of column B, amuont > $1, country == \"$2\": ");
  }

  /**
   * A table of two conditions, an action and an id.
   *
   * @param patterns of the conditions
   * @param rows their cells, between bars
   */
  private static List<List<String>> table(
      String patterns, String first, String second, String action, String... rows) {
    List<List<String>> table = new ArrayList<>();
    table.add(cells("RuleTable T"));
    table.add(cells("CONDITION|CONDITION|ACTION|METADATA"));
    table.add(cells(patterns + "||"));
    table.add(new ArrayList<>(List.of(first, second, action, "id(\"$param\")")));
    table.add(cells("First|Second|Action|Id"));
    Arrays.stream(rows).map(DecisionTableProblemsTest::cells).forEach(table::add);
    return table;
  }

  private static List<String> cells(String row) {
    return Arrays.asList(row.split("\\|", -1));
  }

  private List<String> csv(
      String patterns, String first, String second, String action, String... rows)
      throws IOException {
    return csv(table(patterns, first, second, action, rows));
  }

  private List<String> csv(List<List<String>> table) throws IOException {
    String text =
        table.stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("t.csv"), text);
    return problems();
  }

  private List<String> workbook(
      String patterns, String first, String second, String action, String... rows)
      throws IOException {
    Files.deleteIfExists(folder.resolve("t.csv")); // the same table in the other format
    ReleaseFixture.workbook(folder.resolve("t.xlsx"), table(patterns, first, second, action, rows));
    return problems();
  }

  private List<String> problems() throws IOException {
    Files.writeString(folder.resolve("release.yaml"), "name: x\n");
    InvalidReleaseException refusal =
        catchThrowableOfType(InvalidReleaseException.class, () -> ReleaseReader.read(folder));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.problems().stream().map(Problem::toString).toList();
  }
}
