package io.harrier.engine.gate;

import static io.harrier.engine.gate.HostileRelease.cell;
import static io.harrier.engine.gate.HostileRelease.hostile;

import java.util.stream.Stream;

/** What is hostile in a release besides its rules: YAML, tables, sequences, tests. */
final class HostileFiles {
  private HostileFiles() {}

  static Stream<HostileRelease> all(String code) {
    return Stream.of(yaml(code), features(), sequences(), tables(code), workbooks(code), tests())
        .flatMap(releases -> releases);
  }

  private static Stream<HostileRelease> yaml(String code) {
    StringBuilder laughs = new StringBuilder("name: &a [x, x]\n");
    for (char c = 'b'; c < 'z'; c++) {
      laughs.append("%c: &%c [*%c, *%c]%n".formatted(c, c, c - 1, c - 1));
    }
    return Stream.of(
        hostile("a billion laughs", "release.yaml", laughs.toString(), 0, "is not allowed as YAML"),
        hostile("a nested list", "features.yaml", "[".repeat(50_000), 0, "Nesting"),
        hostile("a nested mapping", "features.yaml", "- ".repeat(500) + "x", 0, "Nesting"),
        hostile("a tag of a class", "release.yaml", "name: !!java.net.URL [x]\n", 1, "Global tag"),
        hostile(
            "a script engine", "release.yaml", "!!javax.script.ScriptEngineManager []\n", 1, "tag"),
        hostile("a tag of one's own", "release.yaml", "name: !own x\n", 1, "the tag \"!own\""),
        hostile("a binary tag", "release.yaml", "name: !!binary eA==\n", 1, "tag"),
        hostile(
            "a merged mapping", "release.yaml", "name: x\n<<: {a: b}\n", 2, "is not known here"),
        hostile("a second document", "release.yaml", "name: x\n---\nname: y\n", 2, "is not YAML"),
        hostile("a field twice", "release.yaml", "name: x\nname: y\n", 2, "stands here twice"),
        hostile(
            "code as a name",
            "release.yaml",
            "name: " + code.replace('"', '\'') + "\n",
            1,
            "name is"),
        hostile("a hidden character", "release.yaml", "# \u202e\nname: x\n", 1, "U+202E"),
        hostile("an unknown file", "evil.jar", "PK", 0, "files of this kind are not read"),
        hostile("an unknown folder", "evil/rules.drl", "x", 0, "no folder but tests").at("evil"),
        hostile("a name that turns", "a\u202eb.drl", "x", 0, "a file's name has letters"),
        hostile("a script", "run.sh", "touch x", 0, "files of this kind are not read"));
  }

  private static Stream<HostileRelease> features() {
    String head = "- name: f\n  aggregate: count\n  window: ";
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 65; i++) {
      many.append("- {name: f%d, aggregate: count, window: sliding 1m}%n".formatted(i));
    }
    return Stream.of(
        hostile(
            "an absurd window", "features.yaml", head + "sliding 9999d\n", 3, "from 1s to 400d"),
        hostile(
            "a window of nothing", "features.yaml", head + "sliding 0s\n", 3, "from 1s to 400d"),
        hostile("too many features", "features.yaml", many.toString(), 1, "at most 64 features"),
        hostile(
            "a Java keyword",
            "features.yaml",
            "- {name: class, aggregate: count, window: sliding 1m}\n",
            1,
            "no word of the rule language"),
        hostile(
            "a getter's name",
            "features.yaml",
            "- {name: \"a() { }\", aggregate: count, window: sliding 1m}\n",
            1,
            "a feature's name is"),
        hostile(
            "a call in a filter",
            "features.yaml",
            head + "sliding 1m\n  where: System.exit(0) == null\n",
            4,
            "no parts here"));
  }

  private static Stream<HostileRelease> sequences() {
    return Stream.of(
        sequence("no within", "", "- mark: m", 1, "has no \"within\""),
        sequence("an absurd within", "within: 9999d", "- mark: m", 4, "to 90d"),
        sequence("endless repeats", "within: 1h", "- {mark: m, times: 2..1000}", 6, "at most 32"),
        sequence("unbounded repeats", "within: 1h", "- {mark: m, times: 2+}", 6, "times is a num"),
        sequence("too many steps", "within: 1h", steps(17, ""), 6, "1 to 16 steps"),
        sequence("an explosion", "within: 1h", steps(8, ", times: 1..8"), 6, "ways"),
        sequence("optional steps", "within: 1h", steps(16, ", optional: true"), 6, "ways"),
        sequence(
            "no mark of that name", "within: 1h", "- mark: other", 6, "no rule gives the mark"),
        sequence("an absence first", "within: 1h", "- not next: m", 6, "the first step says"),
        sequence(
            "only absences",
            "within: 1h",
            "- {mark: m, optional: true}\n    - {not followed by: m, name: b}",
            6,
            "no step must happen"));
  }

  private static String steps(int count, String more) {
    StringBuilder steps = new StringBuilder("- {mark: m, name: s0}");
    for (int i = 1; i < count; i++) {
      steps.append("\n    - {followed by: m, name: s%d%s}".formatted(i, more));
    }
    return steps.toString();
  }

  private static HostileRelease sequence(
      String name, String within, String steps, int line, String message) {
    String yaml =
        "- id: p\n  score: 5\n  reason: r\n  "
            + (within.isEmpty() ? "skip: none" : within)
            + "\n  steps:\n    "
            + steps
            + "\n";
    return hostile("sequence: " + name, "patterns.yaml", yaml, line, message);
  }

  private static Stream<HostileRelease> tables(String code) {
    return Stream.of(
        cell("code in a cell", "amount > $param", code.replace('"', '\''), 7, "no p"),
        cell("code in a template", code + " == $param", "5", 5, "no parts here"),
        cell(
            "a cell that ends its rule",
            "amount > $param",
            "5 ) then end rule own when Transaction( amount > 5",
            7,
            "a cell of this row writes a rule of its own"),
        cell("a huge cell", "amount > $param", "9".repeat(600), 7, "at most 500 characters"),
        cell("a hidden character in a cell", "amount > $param", "5\u200b", 7, "U+200B"),
        cell("a forged row", "amount > $param", "5 // rule values at A9,", 7, "must not say"),
        hostile(
            "an import", "table.csv", header("\"Import\",\"java.lang.Runtime\""), 0, "imports are"),
        hostile(
            "a function",
            "table.csv",
            header("\"Functions\",\"function void f() { " + code.replace("\"", "\"\"") + "; }\""),
            0,
            "functions are not allowed"),
        hostile(
            "a variable", "table.csv", header("\"Variables\",\"String s\""), 0, "globals are not"),
        hostile(
            "a declaration",
            "table.csv",
            header("\"Declare\",\"declare A end\""),
            0,
            "\"declare\""),
        hostile(
            "a query", "table.csv", header("\"Queries\",\"query q() end\""), 0, "queries are not"),
        hostile("priorities", "table.csv", header("\"Sequential\",\"true\""), 8, "salience"),
        hostile("a bomb of placeholders", "table.csv", bomb(), 161, "unfolds to too many"));
  }

  private static String header(String line) {
    return HostileRelease.table("amount > $param", "5")
        .replaceFirst("\n", "\n" + escaped(line) + "\n");
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\").replace("$", "\\$");
  }

  private static String bomb() {
    String template = "mcc in (" + "\"\"$param\"\",".repeat(30) + "\"\"x\"\")";
    StringBuilder table =
        new StringBuilder(
            "\"RuleSet\",\"x\"\n\"RuleTable T\"\n\"CONDITION\",\"ACTION\"\n\"Transaction\",\"\"\n\""
                + template
                + "\",\"alert( 1, \"\"x\"\" );\"\n\"A\",\"B\"\n");
    for (int i = 0; i < 1_000; i++) {
      table.append("\"").append("9".repeat(450)).append("\",\"x\"\n");
    }
    return table.toString();
  }

  private static Stream<HostileRelease> workbooks(String code) {
    return Stream.of(
        hostile("a bomb", "t.xlsx", Workbooks.bomb(), 0, "unpacks to far more than it holds"),
        hostile(
            "thousands of parts", "t.xlsx", Workbooks.manyParts(), 0, "has more than 200 parts"),
        hostile("macros", "t.xlsx", Workbooks.with("xl/vbaProject.bin", "x"), 0, "holds macros"),
        hostile(
            "external links",
            "t.xlsx",
            Workbooks.with("xl/externalLinks/e1.xml", "<e/>"),
            0,
            "links"),
        hostile(
            "a path out of it", "t.xlsx", Workbooks.with("../../evil.xml", "<e/>"), 0, "the path"),
        hostile(
            "entities", "t.xlsx", Workbooks.with("xl/e.xml", Workbooks.ENTITIES), 0, "entities"),
        hostile(
            "nested XML", "t.xlsx", Workbooks.with("xl/e.xml", "<e>".repeat(99)), 0, "nested too"),
        hostile("a formula", "t.xlsx", Workbooks.formula(), 2, "a cell holds a formula"),
        hostile("a hidden row", "t.xlsx", Workbooks.hiddenRow(), 2, "the row is hidden"),
        hostile(
            "code in a cell",
            "t.xlsx",
            Workbooks.table("amount > $param", code.replace('"', '\'')),
            6,
            "no parts here"),
        hostile(
            "an old workbook",
            "t.xlsx",
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, 0},
            0,
            "is not an"),
        hostile(
            "half a workbook",
            "t.xlsx",
            new byte[] {'P', 'K', 3, 4, 9, 9},
            0,
            "cannot be read as a decision table"));
  }

  private static Stream<HostileRelease> tests() {
    return Stream.of(
        hostile(
            "a test that fails",
            "tests/t.yaml",
            "- name: x\n  events: [{at: 5m, amount: 9}]\n",
            2,
            "expected [], raised [ok]"),
        hostile(
            "an endless test",
            "tests/t.yaml",
            "- name: x\n  events: [" + "{at: 5m},".repeat(1_001) + "]\n",
            2,
            "1 to 1000 events"),
        hostile("a tag in a test", "tests/t.yaml", "- name: !!java.io.File [x]\n", 1, "tag"),
        hostile("a test that is none", "tests/t.sh", "touch x", 0, "a test's name ends in .yaml"));
  }
}
