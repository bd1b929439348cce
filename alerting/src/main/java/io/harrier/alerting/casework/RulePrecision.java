package io.harrier.alerting.casework;

import java.time.Instant;

/**
 * How often a rule was right in a period, as far as analysts have decided.
 *
 * <p>A suppressed alert says of the same user what its rule has said just before; it opens no case
 * and nobody judges it by itself. So suppressed alerts are counted apart, and a burst of them
 * neither spoils nor improves a rule. An alert that reached a case after it was closed counts as
 * the case was closed.
 *
 * @param ruleId of the rule or the sequence
 * @param from when the period begins, event time, excluded
 * @param to when it ends, included
 * @param alerts the rule's alerts in the period that were not suppressed, by how their cases ended
 * @param cases the same, each case once
 * @param suppressed its suppressed alerts in the period
 */
public record RulePrecision(
    String ruleId, Instant from, Instant to, Judgements alerts, Judgements cases, long suppressed) {

  /** Below which precision a rule is noisy: more than four false alarms for each fraud. */
  public static final double USUAL_NOISE = 0.2;

  /**
   * Between which bounds the rule's precision lies with 95 %. It is that of cases, because alerts
   * of one case share its disposition: counted one by one they would pass for more evidence than
   * they are.
   */
  public WilsonInterval bounds() {
    return WilsonInterval.of(cases.fraud(), cases.decided());
  }

  /**
   * Whether the precision is below a threshold beyond doubt: even the upper bound of {@link
   * #bounds} is. So a rule is not noisy for three cases that were no fraud; at {@link #USUAL_NOISE}
   * it takes 16 without any.
   *
   * @param threshold 0 to 1
   */
  public boolean isNoisy(double threshold) {
    return bounds().upper() < threshold;
  }
}
