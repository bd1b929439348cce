package io.harrier.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.local.demo.ScoreboardView.AlertLine;
import io.harrier.local.demo.ScoreboardView.Percentiles;
import io.harrier.local.demo.ScoreboardView.Quality;
import io.harrier.local.demo.ScoreboardView.Traffic;
import io.harrier.local.demo.ScoreboardView.TypologyLine;
import io.harrier.model.Severity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardScreenTest {
  private static final AlertLine ALERT =
      new AlertLine(0, Severity.HIGH, 70, "u-1", "takeover", "login\u001b[2J, then a transfer");

  @Test
  void laysOutTheSmallestTerminal() {
    List<String> lines = ScoreboardScreen.lay(view(List.of(ALERT)), 80, 24);

    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            HARRIER demo  01:15 of 05:00  [######..................]  seed 7  running
            --------------------------------------------------------------------------------
            transactions       12,345        500/s   rejected 3   late 2
            decisions          12,000   allow 11,900   review 90   block 10
            p50/p99       decision 12/80 ms   committed alert -
            alerts 40   cases 9   checkpoint 17 in 40 ms
            --------------------------------------------------------------------------------
            episodes             caught missed     episodes             caught missed
            card testing              2      1     mule                      -      -
            bust out                  0      1
            recall 50.0 %   precision -   by episode, so far
            --------------------------------------------------------------------------------
            HIGH      70  u-1          login [2J, then a transfer








            --------------------------------------------------------------------------------
            second; took effect after 1,234 ms
            third; no effect yet""");
  }

  @Test
  void neverExceedsTheTerminal() {
    AlertLine wide =
        new AlertLine(0, Severity.CRITICAL, 100, "u".repeat(64), "r".repeat(80), "x".repeat(300));

    assertThat(ScoreboardScreen.lay(view(List.of(wide, wide, wide)), 80, 24))
        .hasSizeLessThanOrEqualTo(24)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void aLineFitsANarrowTerminal() {
    assertThat(Display.line(view(List.of())))
        .isEqualTo("01:15  12,345 sent 500/s  p50/p99 12/80 ms  alerts 40 cases 9  recall 50 %")
        .hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void aLongFirstAlertFitsANarrowTerminal() throws InterruptedException {
    AlertLine wide =
        new AlertLine(
            0, Severity.LOW, 5, "u".repeat(64), "rule", "login\u001b[2J " + "x".repeat(90));
    StringWriter out = new StringWriter();

    Display.lines(new PrintWriter(out)).show(view(List.of(wide)));

    assertThat(out.toString().lines())
        .contains("  rule: login [2J " + "x".repeat(59) + "...")
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void usesTheRoomOfALargerTerminal() {
    List<AlertLine> many = java.util.Collections.nCopies(30, ALERT);

    assertThat(ScoreboardScreen.lay(view(many), 120, 50))
        .hasSize(50)
        .filteredOn(line -> line.contains("takeover"))
        .hasSize(30);
  }

  private static ScoreboardView view(List<AlertLine> alerts) {
    return new ScoreboardView(
        7,
        Duration.ofSeconds(75),
        Duration.ofMinutes(5),
        "running",
        new Traffic(12_345, 500, 11_900, 90, 10),
        new Percentiles(100, 12, 80),
        Percentiles.NONE,
        40,
        3,
        2,
        9,
        "17 in 40 ms",
        List.of(
            new TypologyLine("card testing", 2, 1),
            new TypologyLine("bust out", 0, 1),
            new TypologyLine("mule", 0, 0)),
        new Quality(0.5, Double.NaN),
        alerts,
        List.of(
            new Intervention("first", 0, 5L, "seen"),
            new Intervention("second", 1_000, 2_234L, "seen"),
            new Intervention("third", 0, null, null)));
  }
}
