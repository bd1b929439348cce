package io.harrier.local.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionType;
import io.harrier.model.json.TransactionJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@TestInstance(Lifecycle.PER_CLASS)
class ExplainCommandTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Path history;
  private Path release;
  private StringWriter out;

  @BeforeAll
  void record(@TempDir Path directory) throws Exception {
    Path folder = Path.of(getClass().getResource("/releases/watchful").toURI());
    release = directory.resolve("watchful.bundle");
    Files.write(release, new ReleaseCompiler().compile(folder).bundle());
    List<String> lines = new ArrayList<>();
    lines.add(line(payment("t1", Duration.ZERO, 100_00).country("FR")));
    lines.add(line(payment("t2", Duration.ofMinutes(1), 170_00).country("FR")));
    lines.add(line(payment("t3", Duration.ofMinutes(2), 300_00).country("DE")));
    lines.add(line(payment("t2", Duration.ofMinutes(1), 170_00).country("FR")));
    lines.add(line(payment("login", Duration.ofMinutes(3), 0).type(TransactionType.LOGIN)));
    lines.add(line(payment("old", Duration.ZERO, 10_00)));
    lines.add(line(payment("t5", Duration.ofMinutes(4), 1_00)).replace("\"EUR\"", "5"));
    history = Files.write(directory.resolve("history.jsonl"), lines);
  }

  private static Transaction.Builder payment(String id, Duration after, long amount) {
    return Transaction.builder(id, "ann", START.plus(after).toEpochMilli()).amount(amount, "EUR");
  }

  private static String line(Transaction.Builder transaction) {
    return new String(TransactionJson.encode(transaction.build()), StandardCharsets.UTF_8);
  }

  private int explain(String transactionId, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "explain",
                transactionId,
                "--transactions",
                history.toString(),
                "--release",
                release.toString()));
    arguments.addAll(List.of(more));
    out = new StringWriter();
    CommandLine line = Commands.all();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.setExecutionExceptionHandler(new FailureReport());
    return line.execute(arguments.toArray(String[]::new));
  }

  @Test
  void saysWhichRulesFiredAndWhichConditionFailed() {
    assertThat(explain("t2")).as("%s", out).isZero();
    assertThat(out.toString())
        .contains("t2 of ann", "line 2", "line 4: a repeat, which has no effect")
        .contains("outcome     REVIEW, score 40")
        .containsPattern("fired\\n  spending-abroad")
        .contains("\"270.00 within a day\"")
        .contains("held    Activity.spent24h > 250   [Activity.spent24h=270.00]")
        .contains("FAILED  Transaction.amount > 200   [Transaction.amount=170.00]")
        .contains("open sequences: none", "spent24h  270.00");
  }

  @Test
  void saysOfOneRuleHowEachOfItsConditionsWent() {
    assertThat(explain("t3", "--rule", "spending-abroad")).isZero();
    assertThat(out.toString())
        .contains("spending-abroad", "did not fire")
        .contains("held    Transaction.type == \"PURCHASE\"")
        .contains("FAILED  Transaction.country != \"DE\"   [Transaction.country=DE]")
        .contains("FAILED  Transaction.channel == \"ATM\"")
        .doesNotContain("large-payment");
  }

  @Test
  void saysWhatAnOpenSequenceWaitsFor() throws Exception {
    assertThat(explain("login", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/openSequences/0/patternId").asText()).isEqualTo("login-then-transfer");
    assertThat(json.at("/openSequences/0/step").asInt()).isEqualTo(2);
    assertThat(json.at("/openSequences/0/mark").asText()).isEqualTo("transfer");
    assertThat(json.at("/features/spent24h").asDouble()).isEqualTo(570);

    explain("login");
    assertThat(out.toString()).contains("waits for step 2 of 2 (mark transfer), until 2026-03-01T");
  }

  @Test
  void saysThatATransactionWasLate() {
    assertThat(explain("old")).isZero();
    assertThat(out.toString()).contains("it was late, 180000 ms behind");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t5 | | t5 was not decided",
        "t5 | | line 7 it was rejected, WRONG_TYPE",
        "t6 | | no record of",
        "t1 | large | release watchful has no rule large; it has large-payment",
      })
  void saysWhyThereIsNothingToExplain(String transactionId, String rule, String problem) {
    String[] more = rule == null ? new String[0] : new String[] {"--rule", rule};

    assertThat(explain(transactionId, more)).isEqualTo(1);
    assertThat(out.toString()).contains(problem).doesNotContain("\tat ");
  }
}
