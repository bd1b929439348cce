package io.harrier.backtest.report;

import java.util.Locale;

/** What a release on trial does otherwise than the live one, for a terminal. */
public final class TrialText {
  private TrialText() {}

  public static String of(TrialReport report) {
    String text =
        report instanceof ShadowReport shadow
            ? ShadowText.of(shadow)
            : CanaryText.of((CanaryReport) report);
    return report.cost() == null ? text : text + cost(report.cost());
  }

  private static String cost(TrialCost cost) {
    String quarantined =
        cost.quarantined().isEmpty()
            ? ""
            : "\nIn quarantine, so without alerts: %s\n"
                .formatted(String.join(", ", cost.quarantined()));
    return String.format(
        Locale.ROOT,
        "%s\nA rule by itself takes %.1f us here, %.1f us there (median)\n",
        quarantined,
        cost.nanos() / 1_000.0,
        cost.liveNanos() / 1_000.0);
  }

  /** Two or three lines. */
  public static String briefly(TrialReport report) {
    return report instanceof ShadowReport shadow
        ? ShadowText.briefly(shadow)
        : CanaryText.briefly((CanaryReport) report);
  }
}
