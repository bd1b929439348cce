package io.harrier.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a release must not contain, and what the analyst is told. */
class RefusalTest {
  private static final String GOOD_RULE =
      "rule \"ok\" when Transaction( amount > 5 ) then alert( 1, \"x\" ); mark( \"m\" ); end\n";

  @TempDir Path folder;

  static Stream<Arguments> conditions() {
    return Stream.of(
        refused("not Transaction()", "\"not\" before a pattern is not allowed; negate inside"),
        refused("exists( Transaction() )", "\"exists\" is not allowed"),
        refused("(Transaction() or Risk( present ))", "\"or\" between patterns is not allowed"),
        refused("eval( true )", "\"eval\" is not allowed"),
        refused("forall( Transaction() )", "\"forall\" is not allowed"),
        refused("Transaction() from $x", "\"from\" is not allowed"),
        refused(
            "accumulate( Transaction( $a : amount ); $s : sum($a) )",
            "\"accumulate\" is not allowed; declare a feature"),
        refused(
            "java.util.List() from collect( Transaction() )",
            "\"collect\" is not allowed; declare a feature"),
        refused("Transaction() from entry-point \"x\"", "entry points are not allowed"),
        refused("Transaction() over window:time( 5m )", "windows are declared in features.yaml"),
        refused("java.lang.Runtime()", "\"java.lang.Runtime\" is not known, a pattern is over one"),
        refused("Transactoin( amount > 5 )", "did you mean \"Transaction\"?"),
        refused("$t : Transaction( amount > 5 )", "a pattern needs no name, remove \"$t :\""),
        refused("Transaction( 5; )", "a constraint names a property"),
        refused(
            "Transaction( amuont > 5 )", "Transaction has no property \"amuont\", did you mean"),
        refused("Activity( paymnets > 5 )", "no property \"paymnets\", did you mean \"payments\"?"),
        refused("Risk()", "Risk() alone says nothing, write Risk( present )"),
        refused("Risk( scor > 5 )", "Risk has no property \"scor\", did you mean \"score\"?"),
        refused("Transaction( country matches \"F.*\" )", "\"matches\" is not an operator"),
        refused("Transaction( country memberOf x )", "\"memberOf\" is not an operator"),
        refused("Transaction( country soundslike \"FR\" )", "\"soundslike\" is not an operator"),
        refused("Transaction( country contains \"F\" )", "\"contains\" is not an operator"),
        refused("Transaction( country.length() > 5 )", "\"country\" has no parts here"),
        refused("Transaction( System.exit(0) == null )", "\"System\" has no parts here"),
        refused("Transaction( this.class != null )", "\"this\" has no parts here"),
        refused("Transaction( this[\"amount\"] > 5 )", "Transaction has no property \"this\""),
        refused("Transaction( getAmount() > 5 )", "Transaction has no property \"getAmount\""),
        refused("Transaction( amount > 5 && < 7 )", "a property or a constant is expected"),
        refused("Transaction( amount > 5B )", "without a suffix"),
        refused("Transaction( amount )", "a condition is expected, but \"amount\" is not compared"),
        refused("Transaction( amount = 5 )", "not understood: mismatched input '='"),
        refused("Transaction( amount > \"5\" )", "their types differ"),
        refused("Transaction( type == \"PAYMENT\" )", "it is one of PURCHASE, WITHDRAWAL"),
        refused("Transaction( country == \"fr\" )", "two capital letters"),
        refused("Transaction( country != $x )", "nothing is bound to $x before this"),
        refused("Transaction( c : country )", "a variable begins with $, write $c"),
        refused("Transaction( $a : amount > 5 )", "binding and condition are two constraints"),
        refused("Transaction( $a : amount, $a : hour )", "$a is bound twice"),
        refused("Transaction( amount > 5 ) @watch( x )", "queries and annotations are not allowed"),
        refused("Session( count > 5 ) Transaction()", "looks at sessions or at transactions, not"),
        refused("Session( count > 5 )", "a rule on sessions can only call alert(...)"),
        refused("Session( Transaction.amount > 5 )", "\"Transaction\" has no parts here"),
        refused("", "the rule has no pattern"),
        refused("Transaction( " + "(".repeat(60) + "amount > 5" + ")".repeat(60) + " )", "nested"),
        refused(
            "Transaction( amount > 5, ".repeat(1) + "amount > 5, ".repeat(60) + "amount > 5 )",
            "at most 60 constraints"),
        refused("Transaction() ".repeat(21), "at most 20 patterns"));
  }

  private static Arguments refused(String what, String message) {
    return Arguments.of(what, message);
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void conditionIsRefused(String condition, String message) throws IOException {
    String drl =
        "\nrule \"r\"\nwhen\n  " + condition + "\nthen\n  alert( 1, \"x\" ); mark( \"m\" );\nend\n";
    assertThat(problems(Map.of("a.drl", drl)))
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("a.drl");
              assertThat(problem.line()).isBetween(2, 6);
              assertThat(problem.message()).contains(message);
            });
  }

  static Stream<Arguments> consequences() {
    return Stream.of(
        refused("System.exit( 0 );", "only alert( 40, \"reason\" ); and mark( \"name\" );"),
        refused("alert( 1, \"x\" ); drools.halt();", "are allowed in \"then\", not: drools.halt()"),
        refused("alert( 1 + 1, \"x\" );", "are allowed in \"then\", not: alert( 1 + 1"),
        refused("alert( 1, \"x\" + amount );", "are allowed in \"then\""),
        refused("alert( 1, \"x\" )", "are allowed in \"then\""),
        refused("modify( $t ) { setAmount( 5 ) }", "are allowed in \"then\""),
        refused("// nothing", "\"then\" calls alert or mark, 1 to 10 times"),
        refused("mark( \"m\" ); ".repeat(11), "1 to 10 times"),
        refused("alert( 101, \"x\" );", "a score is a whole number from 0 to 100, not 101"),
        refused("alert( 1, \"\" );", "a reason has 1 to 200 characters"),
        refused("alert( 1, \"" + "x".repeat(201) + "\" );", "a reason has 1 to 200 characters"),
        refused("alert( 1, \"{amuont}\" );", "the reason's {amuont} is no known property, did"),
        refused("alert( 1, \"{amount\" );", "the reason has a { without a }"),
        refused("mark( \"Not an id\" );", "\"Not an id\" is no mark"));
  }

  @ParameterizedTest
  @MethodSource("consequences")
  void consequenceIsRefused(String consequence, String message) throws IOException {
    String drl = "rule \"r\"\nwhen\n  Transaction()\nthen\n  " + consequence + "\nend\n";
    assertThat(problems(Map.of("a.drl", drl)))
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isBetween(4, 6);
              assertThat(problem.message()).contains(message);
            });
  }

  static Stream<Arguments> files() {
    String rest = " when Transaction() then alert( 1, \"x\" ); end";
    return Stream.of(
        Arguments.of("a.drl", "import java.util.*\n" + GOOD_RULE, 1, "imports are neither needed"),
        Arguments.of("a.drl", "import function java.lang.Math.max\n" + GOOD_RULE, 1, "imports are"),
        Arguments.of("a.drl", "\nglobal String g\n" + GOOD_RULE, 2, "globals are not allowed"),
        Arguments.of(
            "a.drl", "\n\nfunction int f() { return 1; }\n" + GOOD_RULE, 3, "functions are not"),
        Arguments.of("a.drl", "declare Foo x : int end\n" + GOOD_RULE, 1, "\"declare\" is not"),
        Arguments.of("a.drl", "query \"q\" Transaction() end\n" + GOOD_RULE, 1, "queries are not"),
        Arguments.of("a.drl", "\ndialect \"mvel\"\n" + GOOD_RULE, 2, "attributes such as dialect"),
        Arguments.of("a.drl", "rule r\nsalience 10" + rest, 2, "attribute \"salience\" is not"),
        Arguments.of("a.drl", "rule r\nno-loop" + rest, 2, "attribute \"no-loop\" is not"),
        Arguments.of("a.drl", "rule r\ntimer( int: 5s )" + rest, 2, "attribute \"timer\" is not"),
        Arguments.of("a.drl", "rule r\ncalendars \"x\"" + rest, 2, "\"calendars\" is not"),
        Arguments.of("a.drl", "rule r extends s" + rest, 1, "\"extends\" is not allowed"),
        Arguments.of("a.drl", "rule r @idd(\"x\")" + rest, 1, "did you mean \"id\"?"),
        Arguments.of("a.drl", "rule r @id(\"X Y\")" + rest, 1, "\"X Y\" is no id"),
        Arguments.of("a.drl", "rule r @severity(\"BAD\")" + rest, 1, "@severity is one of LOW"),
        Arguments.of("a.drl", "rule \"!\"" + rest, 1, "no id can be made of this rule's name"),
        Arguments.of(
            "a.drl", GOOD_RULE + GOOD_RULE.replace("\"ok\"", "\"Ok\""), 2, "already belong"),
        Arguments.of("a.drl", "rule \"r\"\nwhen\nthem\nend", 4, "not understood"),
        Arguments.of(
            "t.csv",
            """
            "RuleSet","x"
            "Import","java.util.List"
            "RuleTable T"
            "CONDITION","ACTION"
            "Transaction",
            "amount > $param","$param;"
            "a","b"
            "5","System.exit(0)"
            """,
            8,
            "only alert( 40"),
        Arguments.of("release.yaml", "nam: x\n", 1, "\"nam\" is not known here, did you mean"),
        Arguments.of("release.yaml", "description: x\n", 1, "the release has no name"),
        Arguments.of("release.yaml", "name: X Y\n", 1, "a release's name is lower-case"),
        Arguments.of(
            "release.yaml", "name: x\nthresholds: {review: 90, block: 40}\n", 2, "must not"),
        Arguments.of("release.yaml", "name: x\nsessionGap: 30\n", 2, "a length of time such as"),
        Arguments.of("release.yaml", "name: x\nname: y\n", 2, "\"name\" stands here twice"),
        Arguments.of("release.yaml", "name: [x\n", 2, "is not YAML"),
        Arguments.of("release.yaml", "a: &a [x]\nb: *a\n", 0, "is not allowed as YAML"),
        Arguments.of(
            "release.yaml",
            "name: !!java.net.URL [\"http://x\"]\n",
            1,
            "is not YAML: Global tag is not allowed"),
        Arguments.of("feature.yaml", "[]\n", 0, "did you mean \"features.yaml\"?"),
        Arguments.of("features.yaml", "- name: x\n  aggregate: count\n", 1, "has no \"window\""),
        Arguments.of("features.yaml", feature("x", "cuont", "sliding 5m"), 2, "did you mean"),
        Arguments.of("features.yaml", feature("x", "count", "sliding"), 3, "a window is \"sliding"),
        Arguments.of("features.yaml", feature("x", "sum", "sliding 5m"), 1, "needs \"of\""),
        Arguments.of(
            "features.yaml", feature("amount", "count", "sliding 5m"), 1, "already a prop"),
        Arguments.of("features.yaml", feature("a-b", "count", "sliding 5m"), 1, "a feature's name"),
        Arguments.of(
            "features.yaml",
            feature("x", "count", "sliding 5m") + "  where: Risk.present\n",
            4,
            "\"Risk\" has no parts here; a name before a point is one of Transaction"),
        Arguments.of(
            "features.yaml",
            feature("x", "sum", "sliding 5m") + "  of: country\n",
            4,
            "of \"amount\""),
        Arguments.of("patterns.yaml", "- id: p\n", 1, "the pattern has no \"score\""),
        Arguments.of("patterns.yaml", pattern("- mark: n"), 6, "no rule gives the mark \"n\""),
        Arguments.of("patterns.yaml", pattern("- next: m"), 6, "the first step says which"),
        Arguments.of(
            "patterns.yaml",
            pattern("- mark: m\n    - name: b\n      mark: m"),
            7,
            "a later step says how it follows"),
        Arguments.of(
            "patterns.yaml",
            pattern("- {mark: m, where: [{same: country, step: x}]}"),
            6,
            "\"x\" is no earlier step"),
        Arguments.of(
            "patterns.yaml",
            pattern("- {mark: m, where: [{same: country, step: m}]}"),
            6,
            "\"m\" is no earlier step"),
        Arguments.of("patterns.yaml", pattern("- {mark: m, times: 5..2}"), 6, "times is a number"),
        Arguments.of(
            "patterns.yaml",
            pattern("- {mark: m, optional: true}\n    - {not next: m, name: b}"),
            6,
            "no step must happen: at least one"),
        Arguments.of(
            "patterns.yaml", pattern("- mark: m").replace("id: p", "id: ok"), 1, "belongs to"),
        Arguments.of("tests/t.yaml", "- name: x\n  events: [{amount: 5}]\n", 2, "when it happens"),
        Arguments.of(
            "tests/t.yaml", "- name: x\n  events: [{at: 5m, alerts: [okk]}]\n", 2, "did you mean"),
        Arguments.of("tests/t.yaml", "- name: x\n  events: [{at: yesterday}]\n", 2, "a time is"));
  }

  private static String feature(String name, String aggregate, String window) {
    return "- name: " + name + "\n  aggregate: " + aggregate + "\n  window: " + window + "\n";
  }

  private static String pattern(String steps) {
    return "- id: p\n  score: 5\n  reason: r\n  within: 5m\n  steps:\n    " + steps + "\n";
  }

  @ParameterizedTest
  @MethodSource("files")
  void fileIsRefused(String file, String content, int line, String message) throws IOException {
    assertThat(problems(Map.of(file, content)))
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo(file);
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void everyProblemIsReportedInOrder() throws IOException {
    List<Problem> problems =
        problems(
            Map.of(
                "a.drl",
                """
                rule a when Transaction( x > 5, y > 5 ) then alert( 1, "x" ); end
                rule b when Transaction( z > 5 ) then alert( 1, "x" ); end
                """,
                "features.yaml",
                "- name: 5\n  aggregate: count\n  window: no\n"));
    assertThat(problems)
        .extracting(problem -> problem.file() + ":" + problem.line())
        .containsExactly("a.drl:1", "a.drl:1", "a.drl:2", "features.yaml:1", "features.yaml:3");
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    Files.write(folder.resolve("b.drl"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(problems(Map.of()))
        .extracting(Problem::toString)
        .containsExactly("b.drl: is not UTF-8 text");
  }

  @Test
  void link() throws IOException {
    Path target = Files.writeString(folder.resolve("elsewhere.txt"), GOOD_RULE);
    Files.createSymbolicLink(folder.resolve("b.drl"), target);
    assertThat(problems(Map.of()))
        .extracting(Problem::toString)
        .containsExactly("b.drl: must be a file of its own, neither a link nor a folder");
  }

  @Test
  void noFolder() {
    assertThat(
            catchThrowableOfType(
                InvalidReleaseException.class, () -> ReleaseReader.read(folder.resolve("missing"))))
        .hasMessageEndingWith("missing: there is no such folder");
  }

  private List<Problem> problems(Map<String, String> files) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("release.yaml", "name: x\n");
    all.put("features.yaml", feature("payments", "count", "sliding 5m"));
    all.put("ok.drl", GOOD_RULE);
    if (files.containsKey("a.drl")) {
      all.remove("ok.drl");
    }
    all.putAll(files);
    for (Map.Entry<String, String> file : all.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
    }
    InvalidReleaseException refusal =
        catchThrowableOfType(InvalidReleaseException.class, () -> ReleaseReader.read(folder));
    assertThat(refusal).as("a refusal of " + files).isNotNull();
    return refusal.problems();
  }
}
