package io.harrier.backtest.report;

import static io.harrier.backtest.report.ReportText.count;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Charts as inline SVG, coloured by the page's style sheet. */
final class Charts {
  /**
   * A bar of two parts.
   *
   * @param first how much of {@code first + second} is good
   */
  record Bar(String label, long first, long second) {}

  private static final int WIDTH = 760;
  private static final int HEIGHT = 170;
  private static final int LEFT = 52;
  private static final int BOTTOM = 22;
  private static final int TOP = 10;
  private static final int LABEL = 240;
  private static final int ROW = 22;
  private static final int DATES = 5;

  private Charts() {}

  /**
   * Alerts by day as columns, those of another release as a line over them.
   *
   * @param other may be {@code null}
   */
  static void perDay(Markup page, Map<String, Long> alerts, Map<String, Long> other) {
    TreeMap<String, Long> days = new TreeMap<>(alerts);
    if (other != null) {
      other.keySet().forEach(day -> days.putIfAbsent(day, 0L));
    }
    if (days.isEmpty()) {
      page.element("p", "No alert was raised.", "class", "quiet");
      return;
    }
    LocalDate first = LocalDate.parse(days.firstKey());
    int length = (int) (LocalDate.parse(days.lastKey()).toEpochDay() - first.toEpochDay()) + 1;
    long highest = Math.max(1, Math.max(max(alerts), other == null ? 0 : max(other)));
    double column = (double) (WIDTH - LEFT) / length;
    double scale = (double) (HEIGHT - BOTTOM - TOP) / highest;
    page.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "role",
        "img",
        "aria-label",
        "Alerts by day");
    axis(page, highest);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < length; i++) {
      String day = first.plusDays(i).toString();
      long here = alerts.getOrDefault(day, 0L);
      double x = LEFT + i * column;
      if (here > 0) {
        page.open(
            "rect",
            "class",
            "here",
            "x",
            number(x + column * 0.1),
            "y",
            number(HEIGHT - BOTTOM - here * scale),
            "width",
            number(column * 0.8),
            "height",
            number(here * scale));
        page.element("title", day + ": " + count(here)).close();
      }
      if (other != null) {
        double y = HEIGHT - BOTTOM - other.getOrDefault(day, 0L) * scale;
        line.append(i == 0 ? "M" : "L")
            .append(number(x + column / 2))
            .append(' ')
            .append(number(y));
      }
    }
    if (other != null) {
      page.empty("path", "class", "there", "d", line.toString());
    }
    for (int i = 0; i < Math.min(DATES, length); i++) {
      int day = length <= DATES ? i : i * (length - 1) / (DATES - 1);
      page.element(
          "text",
          first.plusDays(day).toString(),
          "x",
          number(LEFT + (day + 0.5) * column),
          "y",
          Integer.toString(HEIGHT - 6),
          "text-anchor",
          i == 0 ? "start" : i == Math.min(DATES, length) - 1 && length > 1 ? "end" : "middle");
    }
    page.close();
  }

  private static long max(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static void axis(Markup page, long highest) {
    for (long value : new long[] {0, highest}) {
      double y = value == 0 ? HEIGHT - BOTTOM : TOP;
      page.empty(
          "line",
          "class",
          "axis",
          "x1",
          Integer.toString(LEFT),
          "x2",
          Integer.toString(WIDTH),
          "y1",
          number(y),
          "y2",
          number(y));
      page.element(
          "text",
          count(value),
          "x",
          Integer.toString(LEFT - 6),
          "y",
          number(y + 4),
          "text-anchor",
          "end");
    }
  }

  /** Bars one below the other, each of a good and a bad part. */
  static void bars(Markup page, String what, String good, String bad, List<Bar> bars) {
    long highest = bars.stream().mapToLong(bar -> bar.first() + bar.second()).max().orElse(0);
    if (highest == 0) {
      page.element("p", "There is none.", "class", "quiet");
      return;
    }
    double scale = (WIDTH - LABEL - 90.0) / highest;
    page.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " " + bars.size() * ROW,
        "role",
        "img",
        "aria-label",
        what);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = i * ROW;
      page.element(
          "text",
          bar.label(),
          "x",
          Integer.toString(LABEL - 8),
          "y",
          Integer.toString(y + 15),
          "text-anchor",
          "end");
      part(page, "good", LABEL, y, bar.first() * scale, good + ": " + count(bar.first()));
      part(
          page,
          "bad",
          LABEL + bar.first() * scale,
          y,
          bar.second() * scale,
          bad + ": " + count(bar.second()));
      page.element(
          "text",
          count(bar.first()) + " / " + count(bar.second()),
          "x",
          number(LABEL + (bar.first() + bar.second()) * scale + 6),
          "y",
          Integer.toString(y + 15));
    }
    page.close();
    page.open("p", "class", "legend");
    page.element("span", good, "class", "good").element("span", bad, "class", "bad").close();
  }

  private static void part(Markup page, String kind, double x, int y, double width, String title) {
    if (width > 0) {
      page.open(
          "rect",
          "class",
          kind,
          "x",
          number(x),
          "y",
          Integer.toString(y + 4),
          "width",
          number(width),
          "height",
          Integer.toString(ROW - 8));
      page.element("title", title).close();
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
