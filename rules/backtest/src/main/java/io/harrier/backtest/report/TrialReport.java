package io.harrier.backtest.report;

/** What a release that is tried on live traffic does otherwise than the live one. */
public sealed interface TrialReport permits ShadowReport, CanaryReport {

  /** The release that is tried. */
  String releaseId();

  /** The release it is compared with. */
  String live();

  /** What was looked at. */
  ComparedPart part();

  /** What the rules of both cost, or {@code null} where it is not known. */
  TrialCost cost();

  /** The same with what the rules cost. */
  TrialReport withCost(TrialCost known);
}
