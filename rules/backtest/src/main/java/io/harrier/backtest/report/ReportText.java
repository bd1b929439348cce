package io.harrier.backtest.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers as people read them; a dash stands for what is not known. */
final class ReportText {
  static final String NONE = "-";
  private static final String HIDDEN = "[\\p{Cntrl}\\p{Cf}]";

  private ReportText() {}

  static String count(Number count) {
    return count == null ? NONE : String.format(Locale.ROOT, "%,d", count.longValue());
  }

  static String percent(Double share) {
    return share == null ? NONE : String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  static String rate(double rate) {
    return String.format(Locale.ROOT, rate < 10 ? "%,.2f" : "%,.0f", rate);
  }

  static String money(Map<String, BigDecimal> amounts) {
    return amounts.isEmpty()
        ? NONE
        : amounts.entrySet().stream()
            .map(
                entry ->
                    entry.getKey() + " " + String.format(Locale.ROOT, "%,.2f", entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** The largest sum alone, and how many others there are. */
  static String briefMoney(Map<String, BigDecimal> amounts) {
    return amounts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(
            largest ->
                money(Map.of(largest.getKey(), largest.getValue()))
                    + (amounts.size() == 1 ? "" : " +" + (amounts.size() - 1)))
        .orElse(NONE);
  }

  /** What people or producers wrote, on one line and without what moves a cursor. */
  static String plain(String text) {
    return text == null ? "" : text.replaceAll(HIDDEN, " ");
  }

  static String features(Map<String, Object> features) {
    return features.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
