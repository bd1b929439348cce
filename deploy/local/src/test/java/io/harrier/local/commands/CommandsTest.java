package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class CommandsTest {
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Commands.all();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    return line.execute(arguments);
  }

  @Test
  void durationsAreNumbersWithUnits() {
    DurationConverter converter = new DurationConverter();

    assertThat(converter.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(converter.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(converter.convert("250ms")).isEqualTo(Duration.ofMillis(250));
    assertThatThrownBy(() -> converter.convert("5 minutes"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'5 minutes' is not a duration");
  }

  @Test
  void anUpgradeIsOfADataDirectoryOrOfACluster() {
    assertThat(run("upgrade")).isEqualTo(2);
    assertThat(run("upgrade", "--jar", "a.jar", "--rollback-jar", "b.jar")).isEqualTo(2);
    assertThat(out.toString()).contains("go with --flink");
    assertThat(run("upgrade", "--jar", "a.jar", "--", "--parallelism", "4")).isEqualTo(2);
    assertThat(run("upgrade", "--jar", "a.jar", "--flink", "http://localhost:8081", "--data", "d"))
        .isEqualTo(2);
    assertThat(out.toString()).contains("exclude each other");
    assertThat(run("upgrade", "--jar", "a.jar", "--flink", "localhost")).isEqualTo(2);
    assertThat(out.toString()).contains("host and port");
  }

  @Test
  void aTransactionIsForcedByItsIdAlone() {
    assertThat(run("transactions", "sweep", "--force")).isEqualTo(2);
    assertThat(run("transactions", "sweep", "--transactional-id", "i")).isEqualTo(2);
    assertThat(run("transactions", "sweep", "--transactional-id", "i", "--force", "--dry-run"))
        .isEqualTo(2);
    assertThat(out.toString()).contains("go together");
  }

  @Test
  void anExpiryIsCountedFromNowOrIsAnInstant() {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    ExpiryConverter converter = new ExpiryConverter(InstantSource.fixed(now));

    assertThat(converter.convert("30d")).isEqualTo("2026-03-31T12:00:00Z");
    assertThat(converter.convert("2026-11-22T12:00:00Z")).isEqualTo("2026-11-22T12:00:00Z");
    assertThatThrownBy(() -> converter.convert("tomorrow"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'tomorrow' is no time");
    assertThat(run("lists", "add", "block", "device", "d", "--expires", "tomorrow")).isEqualTo(2);
    assertThat(run("lists", "add", "black", "device", "d")).isEqualTo(2);
  }

  @Test
  void aBeginningIsAnEventTimeOrCountedBackFromWhatTransactionsHaveReached() {
    Instant reached = Instant.parse("2026-03-01T12:00:00Z");
    SinceConverter converter = new SinceConverter();

    assertThat(converter.convert("1h30m").apply(reached)).isEqualTo("2026-03-01T10:30:00Z");
    assertThat(converter.convert("2026-02-01T10:00+01:00").apply(reached))
        .isEqualTo("2026-02-01T09:00:00Z");
    assertThat(run("rules", "compare", "r@1", "--since", "noon")).isEqualTo(2);
    assertThat(out.toString()).contains("'noon' is no time");
  }

  @Test
  void psqlGetsAUrlItUnderstands() {
    assertThat(EndpointsText.psqlUrl("jdbc:postgresql://127.0.0.1:5432/harrier?user=harrier"))
        .isEqualTo("postgresql://harrier@127.0.0.1:5432/harrier");
  }

  @Test
  void statusOfNothing(@TempDir Path directory) {
    assertThat(run("status", "--data", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(out.toString()).startsWith("not running");
  }

  @Test
  void downOfNothing(@TempDir Path directory) {
    assertThat(run("down", "--data", directory.toString())).isZero();
    assertThat(out.toString()).startsWith("Nothing runs on");
  }

  @Test
  void everyCommandTellsWhatItTakes() {
    assertHelp(Commands.all(), List.of());
  }

  private void assertHelp(CommandLine command, List<String> path) {
    List<String> arguments = new ArrayList<>(path);
    arguments.add("--help");
    assertThat(run(arguments.toArray(String[]::new))).describedAs("%s", arguments).isZero();
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              List<String> below = new ArrayList<>(path);
              below.add(name);
              assertHelp(subcommand, below);
            });
  }

  @Test
  void wrongUsage() {
    assertThat(run("simulate", "--rate", "fast")).isEqualTo(2);
    assertThat(run("completion", "fish")).isEqualTo(2);
  }

  @Test
  void aTableIsAsWideAsItsContent() {
    TextTable table = new TextTable("A", "BCD", "E");
    table.row("long", 1, "x\ny");

    assertThat(table.lines()).containsExactly("A     BCD  E", "long  1    x y");
  }

  @Test
  void numbersStandFlushRight() {
    TextTable table = new TextTable("RULE", "MATCHED", "").numbers("MATCHED");
    table.row("a", 1_234_567L, "");
    table.row("long", "-", "off");

    assertThat(table.lines())
        .containsExactly("RULE    MATCHED", "a     1,234,567", "long          -  off");
  }

  @Test
  void listsSayNothingBeforeTheyHaveSomething(@TempDir Path directory) {
    for (String list : new String[] {"rules", "cases"}) {
      assertThat(run(list, "list", "--data", directory.toString())).isEqualTo(1);
    }
    assertThat(out.toString()).doesNotContain("STATE").doesNotContain("STATUS");
  }

  @Test
  void aReleaseIsValidatedAndTested(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("release.yaml"), "name: small\n");
    Files.writeString(
        folder.resolve("rules.drl"),
        "rule \"Large\" when Transaction( amount > 5 ) then alert( 1, \"{amount}\" ); end");
    Files.createDirectory(folder.resolve("tests"));
    Files.writeString(
        folder.resolve("tests/t.yaml"),
        "- name: one payment\n  events: [{at: 0s, amount: 9, alerts: [large]}]\n");
    assertThat(run("rules", "validate", folder.toString(), "--verbose")).isZero();
    assertThat(out.toString())
        .contains("small is valid: 1 rules, 0 sequences, 0 features, 1 tests passed")
        .contains("bytecode verified", "compiled in a process of its own", "ns a transaction");

    Files.writeString(
        folder.resolve("tests/t.yaml"), "- name: one payment\n  events: [{at: 0s, amount: 9}]\n");
    assertThat(run("rules", "test", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAILED one payment", "expected  nothing", "raised    large", "large (1): 9.00")
        .contains("1 tests, 1 failed");
    assertThat(run("rules", "validate", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("tests/t.yaml:2: \"one payment\": expected [], raised [large]");
  }

  @Test
  void aDemoThatIsTooShort() {
    assertThat(run("demo", "--duration", "5s")).isEqualTo(2);
    assertThat(out.toString()).contains("a demo takes at least 20 s, not 5 s");
  }

  @Test
  void completionKnowsTheCommands() {
    assertThat(run("completion", "bash")).isZero();
    assertThat(out.toString()).contains("reconcile", "preflight", "--seed");
  }

  @Test
  void simulationIntoAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("out.jsonl");

    assertThat(
            run(
                "simulate",
                "--rate",
                "100",
                "--duration",
                "2s",
                "--seed",
                "3",
                "--out",
                file.toString(),
                "--end",
                "2026-11-22T00:00:00Z"))
        .isZero();

    assertThat(file).isNotEmptyFile();
    assertThat(directory.resolve("out.jsonl.truth")).exists();
    assertThat(out.toString()).contains("records in").contains("malformed");
  }
}
