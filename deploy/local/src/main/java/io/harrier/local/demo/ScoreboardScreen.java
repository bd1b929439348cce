package io.harrier.local.demo;

import io.harrier.local.demo.ScoreboardView.AlertLine;
import io.harrier.local.demo.ScoreboardView.Percentiles;
import io.harrier.local.demo.ScoreboardView.Quality;
import io.harrier.local.demo.ScoreboardView.TypologyLine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays the scoreboard out as lines of text: never wider or higher than asked for. */
public final class ScoreboardScreen {
  public static final int MIN_WIDTH = 80;
  public static final int MIN_HEIGHT = 24;

  private static final int BAR = 24;
  private static final int FIXED_LINES = 11;
  private static final int INTERVENTIONS = 2;
  private static final int WIDE = 120;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ScoreboardScreen() {}

  /**
   * @param width at least {@link #MIN_WIDTH}
   * @param height at least {@link #MIN_HEIGHT}
   * @return at most {@code height} lines of at most {@code width} characters
   */
  public static List<String> lay(ScoreboardView view, int width, int height) {
    List<String> lines = new ArrayList<>();
    lines.add(title(view));
    lines.add("-".repeat(width));
    lines.add(
        text(
            "transactions  %,11d   %,8.0f/s   rejected %,d   late %,d",
            view.traffic().transactions(),
            view.traffic().perSecond(),
            view.rejected(),
            view.late()));
    lines.add(
        text(
            "decisions     %,11d   allow %,d   review %,d   block %,d",
            view.traffic().decisions(),
            view.traffic().allowed(),
            view.traffic().reviewed(),
            view.traffic().blocked()));
    lines.add(
        text(
            "p50/p99       decision %s   committed alert %s",
            latency(view.decisionLatency()), latency(view.alertLatency())));
    lines.add(
        text(
            "alerts %,d   cases %,d   checkpoint %s",
            view.alerts(), view.cases(), view.checkpoint()));
    lines.add("-".repeat(width));
    lines.addAll(typologies(view.typologies()));
    lines.add(quality(view.quality()));
    lines.add("-".repeat(width));
    int room = height - FIXED_LINES - INTERVENTIONS - (view.typologies().size() + 1) / 2;
    lines.addAll(alerts(view.newestAlerts(), room, width));
    lines.add("-".repeat(width));
    List<String> said = view.interventions().stream().map(Intervention::brief).toList();
    lines.addAll(said.subList(Math.max(0, said.size() - INTERVENTIONS), said.size()));
    return lines.stream().limit(height).map(line -> cut(line, width)).toList();
  }

  private static String title(ScoreboardView view) {
    double share =
        view.length().isZero()
            ? 1
            : Math.min(1, (double) view.elapsed().toMillis() / view.length().toMillis());
    int done = (int) Math.round(share * BAR);
    return text(
        "HARRIER demo  %s of %s  [%s%s]  seed %d  %s",
        clock(view.elapsed()),
        clock(view.length()),
        "#".repeat(done),
        ".".repeat(BAR - done),
        view.seed(),
        view.phase());
  }

  // Two columns, read downwards.
  private static List<String> typologies(List<TypologyLine> typologies) {
    List<String> lines = new ArrayList<>();
    String heading = "episodes             caught missed";
    lines.add(heading + "     " + heading);
    int rows = (typologies.size() + 1) / 2;
    for (int row = 0; row < rows; row++) {
      String left = typology(typologies.get(row));
      boolean hasRight = row + rows < typologies.size();
      lines.add(hasRight ? left + "     " + typology(typologies.get(row + rows)) : left);
    }
    return lines;
  }

  private static String typology(TypologyLine line) {
    String missed = line.episodes() == 0 ? "-" : Integer.toString(line.missed());
    String caught = line.episodes() == 0 ? "-" : Integer.toString(line.caught());
    return text("%-20s %6s %6s", cut(line.label(), 20), caught, missed);
  }

  private static String quality(Quality quality) {
    return text(
        "recall %s   precision %s   by episode, so far",
        percent(quality.recall()), percent(quality.precision()));
  }

  private static List<String> alerts(List<AlertLine> newest, int room, int width) {
    List<String> lines = new ArrayList<>();
    for (AlertLine alert : newest.subList(0, Math.min(room, newest.size()))) {
      lines.add(width < WIDE ? shortAlert(alert) : alert(alert));
    }
    while (lines.size() < room) {
      lines.add(lines.isEmpty() ? "no alert yet" : "");
    }
    return lines;
  }

  // Room for the reason, which says in words what the rule is called.
  private static String shortAlert(AlertLine alert) {
    return text(
        "%-8s %3d  %-11s  %s", alert.severity(), alert.score(), alert.userId(), alert.reason());
  }

  static String alert(AlertLine alert) {
    return text(
        "%s %-8s %3d %s %s: %s",
        TIME.format(Instant.ofEpochMilli(alert.eventTime())),
        alert.severity(),
        alert.score(),
        alert.userId(),
        alert.ruleId(),
        alert.reason());
  }

  static String percentiles(Percentiles latency) {
    return latency.samples() == 0
        ? "p50 - p99 -"
        : text("p50 %,.0f ms p99 %,.0f ms", latency.p50(), latency.p99());
  }

  static String latency(Percentiles latency) {
    return latency.samples() == 0 ? "-" : text("%,.0f/%,.0f ms", latency.p50(), latency.p99());
  }

  static String percent(double share) {
    return Double.isNaN(share) ? "-" : text("%.1f %%", share * 100);
  }

  static String wholePercent(double share) {
    return Double.isNaN(share) ? "-" : text("%.0f %%", share * 100);
  }

  static String clock(Duration duration) {
    return text("%02d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }

  // What comes from outside must not move the cursor.
  static String cut(String line, int width) {
    String clean = line.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= width ? clean : clean.substring(0, width - 3).stripTrailing() + "...";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
