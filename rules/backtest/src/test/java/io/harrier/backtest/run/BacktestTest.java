package io.harrier.backtest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.harrier.backtest.BacktestException;
import io.harrier.backtest.BacktestSettings;
import io.harrier.backtest.BacktestSettings.EndOfInput;
import io.harrier.backtest.Candidate;
import io.harrier.backtest.input.JsonLinesInput;
import io.harrier.backtest.report.BacktestReport;
import io.harrier.backtest.report.BacktestReport.Quality;
import io.harrier.backtest.report.BacktestReport.RuleResult;
import io.harrier.backtest.report.HtmlReport;
import io.harrier.backtest.report.JsonReport;
import io.harrier.backtest.report.TextReport;
import io.harrier.backtest.truth.Labels;
import io.harrier.engine.bundle.LoadedRelease;
import io.harrier.engine.compile.ReleaseCompiler;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import io.harrier.model.json.TransactionJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class BacktestTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;

  private Candidate careful;
  private Candidate bold;

  @BeforeAll
  void compile() throws Exception {
    careful = release("careful");
    bold = release("bold");
  }

  private Candidate release(String name) throws Exception {
    Path folder = Path.of(getClass().getResource("/releases/" + name).toURI());
    return new Candidate(
        name + "@draft", LoadedRelease.load(new ReleaseCompiler().compile(folder).bundle()));
  }

  @AfterAll
  void close() {
    careful.release().close();
    bold.release().close();
  }

  private static Transaction.Builder payment(String id, String user, Duration after, long amount) {
    return Transaction.builder(id, user, START.plus(after).toEpochMilli()).amount(amount, "EUR");
  }

  /** Two frauds: one of ann's, found with its second payment, and one of bob's, never found. */
  private static final List<Transaction> HISTORY =
      List.of(
          payment("a1", "ann", Duration.ZERO, 100_00).build(),
          payment("b1", "bob", Duration.ofMinutes(1), 30_00).build(),
          payment("a2", "ann", Duration.ofMinutes(2), 300_00).deviceId("<i>&\"'").build(),
          payment("a2", "ann", Duration.ofMinutes(2), 300_00).build(),
          payment("a3", "ann", Duration.ofMinutes(3), 150_00).build(),
          payment("a4", "ann", Duration.ofMinutes(4), 80_00)
              .status(TransactionStatus.DECLINED)
              .build(),
          payment("a5", "ann", Duration.ofMinutes(1), 10_00).build(),
          payment("c1", "cyd", DAY, 250_00).build(),
          payment("d1", "dan", DAY, 20_00).type(TransactionType.TRANSFER).build(),
          payment("d2", "dan", DAY.plusMinutes(5), 20_00).type(TransactionType.TRANSFER).build());

  private static Labels truth() {
    return new Labels.Builder()
        .fraud("a1", "e-ann", "velocity burst")
        .fraud("a2", "e-ann", "velocity burst")
        .fraud("a3", "e-ann", "velocity burst")
        .fraud("a4", "e-ann", "velocity burst")
        .fraud("b1", "e-bob", "mule")
        .fraud("elsewhere", "e-eve", "mule")
        .build("truth");
  }

  private JsonLinesInput input(List<Transaction> transactions, String... more) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Transaction transaction : transactions) {
      lines.add(new String(TransactionJson.encode(transaction), StandardCharsets.UTF_8));
    }
    lines.addAll(List.of(more));
    return JsonLinesInput.open(Files.write(directory.resolve("history.jsonl"), lines));
  }

  private static Backtest.Builder backtest(Candidate draft) {
    return Backtest.of(draft)
        .settings(BacktestSettings.DEFAULT.withThreads(2))
        .clock(InstantSource.fixed(START.plus(Duration.ofDays(30))));
  }

  private static BacktestReport run(Backtest.Builder backtest, JsonLinesInput input)
      throws Exception {
    try (input) {
      return backtest.build().run(input, (done, total) -> {});
    }
  }

  private static RuleResult rule(BacktestReport report, String ruleId) {
    return report.draft().rules().stream()
        .filter(rule -> rule.ruleId().equals(ruleId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void holdsAlertsAgainstTheTruth() throws Exception {
    BacktestReport report = run(backtest(careful).labels(truth()), input(HISTORY, "{broken", ""));

    assertThat(report.input().records()).isEqualTo(12);
    assertThat(report.input().decided()).isEqualTo(8);
    assertThat(report.input().late()).isEqualTo(1);
    assertThat(report.input().duplicates()).isEqualTo(1);
    assertThat(report.input().users()).isEqualTo(4);
    assertThat(report.input().rejected())
        .containsOnly(entry("BROKEN_JSON", 1L), entry("TOMBSTONE", 1L));
    assertThat(report.truth().found()).isEqualTo(5);
    assertThat(report.truth().lost()).isEqualTo(Map.of("EUR", new BigDecimal("580.00")));

    Quality large = rule(report, "large-payment").findings().quality();
    assertThat(large.trueAlerts()).isEqualTo(1);
    assertThat(large.falseAlerts()).isEqualTo(1);
    assertThat(large.precision()).isEqualTo(0.5);
    assertThat(large.transactionsFound()).isEqualTo(1);
    assertThat(large.transactionRecall()).isEqualTo(0.2);
    assertThat(large.episodeRecall()).isEqualTo(0.5);
    // From the second of ann's payments on; the declined one took nothing.
    assertThat(large.saved()).isEqualTo(Map.of("EUR", new BigDecimal("450.00")));

    Quality session = rule(report, "busy-session").findings().quality();
    assertThat(session.trueAlerts()).isEqualTo(1);
    assertThat(session.transactionRecall()).isEqualTo(0.8);
    assertThat(session.saved()).isEmpty();
    assertThat(rule(report, "two-transfers").findings().quality().falseAlerts()).isEqualTo(1);
    assertThat(rule(report, "mark-transfer").onlyMarks()).isTrue();
    assertThat(rule(report, "mark-transfer").hits()).isEqualTo(2);

    assertThat(report.draft().cases()).isEqualTo(3);
    assertThat(report.draft().trueCases()).isEqualTo(1);
    assertThat(report.draft().missed())
        .extracting(BacktestReport.EpisodeResult::episodeId)
        .containsExactly("e-bob");
    assertThat(report.draft().decisions().get("BLOCK"))
        .isEqualTo(new BacktestReport.Decisions(2, 1L));
    assertThat(report.draft().total().perDay())
        .containsExactly(entry("2026-03-01", 2L), entry("2026-03-02", 2L));
  }

  @Test
  void saysWhatOnlyOneOfTwoReleasesFinds() throws Exception {
    BacktestReport report = run(backtest(bold).against(careful).labels(truth()), input(HISTORY));

    BacktestReport.Comparison comparison = report.comparison();
    assertThat(comparison.onlyDraft().samples())
        .extracting(sample -> sample.transactionIds().get(0))
        .containsExactlyInAnyOrder("a1", "a3", "a4");
    assertThat(comparison.onlyDraft().trueAlerts()).isEqualTo(3);
    assertThat(comparison.onlyBaseline().samples())
        .extracting(BacktestReport.Sample::ruleId)
        .containsExactly("two-transfers");
    assertThat(comparison.rules())
        .contains(new BacktestReport.RuleDifference("large-payment", 2, 3, 0))
        .contains(new BacktestReport.RuleDifference("two-transfers", 0, 0, 1));
    assertThat(comparison.episodesNewlyCaught()).isZero();
    assertThat(comparison.common()).isEqualTo(3);
  }

  @Test
  void countsNothingOfTheWarmUp() throws Exception {
    BacktestReport report =
        run(
            backtest(careful)
                .settings(BacktestSettings.DEFAULT.withThreads(1).withWarmUp(Duration.ofHours(12))),
            input(HISTORY));

    assertThat(report.input().uncounted()).isEqualTo(7);
    assertThat(report.input().decided()).isEqualTo(3);
    assertThat(report.draft().total().alerts()).isEqualTo(2);
    assertThat(report.truth()).isNull();
    assertThat(report.draft().total().quality()).isNull();
  }

  @Test
  void leavesOpenWhatTheLastRecordHasNotClosed() throws Exception {
    List<Transaction> sitting = HISTORY.subList(0, 7);

    BacktestReport closed = run(backtest(careful), input(sitting));
    BacktestReport open =
        run(
            backtest(careful)
                .settings(BacktestSettings.DEFAULT.withEndOfInput(EndOfInput.LEAVE_OPEN)),
            input(sitting));

    assertThat(rule(closed, "busy-session").findings().alerts()).isEqualTo(1);
    assertThat(rule(open, "busy-session").findings().alerts()).isZero();
  }

  @Test
  void refusesWhatMakesNoSense() throws Exception {
    assertThatThrownBy(() -> run(backtest(careful), input(List.of(), "a,b", "c,d")))
        .isInstanceOf(BacktestException.class)
        .hasMessageContaining("none of the first 2 records")
        .hasMessageContaining("line 1: BROKEN_JSON");
    Labels others = new Labels.Builder().fraud("x", "e", "mule").build("truth.jsonl");
    assertThatThrownBy(() -> run(backtest(careful).labels(others), input(HISTORY)))
        .isInstanceOf(BacktestException.class)
        .hasMessageContaining("truth of other transactions");
    assertThatThrownBy(
            () ->
                run(
                    backtest(careful)
                        .settings(BacktestSettings.DEFAULT.withWarmUp(Duration.ofDays(9))),
                    input(HISTORY)))
        .isInstanceOf(BacktestException.class)
        .hasMessageContaining("warm-up");
    assertThatThrownBy(() -> JsonLinesInput.open(directory.resolve("none.jsonl")))
        .isInstanceOf(BacktestException.class)
        .hasMessageContaining("is not a file");
  }

  @Test
  void reportsWithoutLettingDataBecomeMarkup() throws Exception {
    BacktestReport report = run(backtest(bold).against(careful).labels(truth()), input(HISTORY));

    String html = HtmlReport.of(report);
    assertThat(html)
        .startsWith("<!doctype html>")
        .contains("&lt;i&gt;&amp;&quot;&#39;", "Large &lt;b&gt;payment&lt;/b&gt;", "<svg")
        .doesNotContain("<i>", "<b>", "<script", "http://", "https://", "NaN");
    String json = JsonReport.of(report);
    assertThat(json).contains("\"releaseId\" : \"bold@draft\"", "\"onlyDraft\"", "\"saved\"");
    String text = TextReport.of(report);
    assertThat(text)
        .contains("bold@draft", "compared with careful@draft", "large-payment", "e-bob")
        .doesNotContain("null");
  }
}
