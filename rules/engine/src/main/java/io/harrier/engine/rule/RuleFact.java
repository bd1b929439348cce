package io.harrier.engine.rule;

import io.harrier.model.RiskScore;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * The one fact that a compiled rule looks at, and where it reports. Public for compiled rules
 * alone.
 */
public abstract class RuleFact {
  private static final int INITIAL_CAPACITY = 16;

  // configuration
  private final String[] texts;
  private final BigDecimal[] numbers;
  private final List<Set<String>> textSets;
  private final List<Set<BigDecimal>> numberSets;

  // runtime
  private RiskScore risk;
  private BigDecimal riskScore;
  private int[] fired = new int[INITIAL_CAPACITY];
  private int firedCount;

  RuleFact(RuleConstants constants) {
    texts = constants.texts().toArray(String[]::new);
    numbers = constants.numbers().toArray(BigDecimal[]::new);
    textSets = constants.textSets();
    numberSets = constants.numberSets();
  }

  final void reset(RiskScore newRisk) {
    risk = newRisk;
    riskScore = null;
    firedCount = 0;
  }

  /** Called by a rule's consequence. */
  public final void fire(int rule) {
    if (firedCount == fired.length) {
      fired = Arrays.copyOf(fired, 2 * firedCount);
    }
    fired[firedCount++] = rule;
  }

  final int firedCount() {
    return firedCount;
  }

  /** The rules that fired, in the order of the release. */
  final int fired(int position) {
    return fired[position];
  }

  final void clearFired() {
    firedCount = 0;
  }

  /** Takes back what these rules have reported. */
  final void dropFired(BitSet rules) {
    int kept = 0;
    for (int i = 0; i < firedCount; i++) {
      if (!rules.get(fired[i])) {
        fired[kept++] = fired[i];
      }
    }
    firedCount = kept;
  }

  final void sortFired() {
    if (firedCount > 1) {
      Arrays.sort(fired, 0, firedCount);
    }
  }

  public final boolean isRiskPresent() {
    return risk != null;
  }

  /** The exact decimal that the score is written as. */
  public final BigDecimal getRiskScore() {
    if (riskScore == null && risk != null) {
      riskScore = BigDecimal.valueOf(risk.score());
    }
    return riskScore;
  }

  /** The score as it is compared with numbers of at most 15 digits; see {@link #getRiskScore}. */
  public final Double getRiskLevel() {
    return risk == null ? null : (Double) risk.score();
  }

  public final Long getRiskVersion() {
    return risk == null ? null : risk.version();
  }

  public final String getRiskReason() {
    return risk == null ? null : risk.reason();
  }

  /** A constant text of the release. */
  public final String word(int position) {
    return texts[position];
  }

  /** A constant number of the release. */
  public final BigDecimal number(int position) {
    return numbers[position];
  }

  public final boolean oneOf(int list, String value) {
    return value != null && textSets.get(list).contains(value);
  }

  public final boolean noneOf(int list, String value) {
    return value != null && !textSets.get(list).contains(value);
  }

  public final boolean oneOfNumbers(int list, BigDecimal value) {
    return value != null && numberSets.get(list).contains(value.stripTrailingZeros());
  }

  public final boolean noneOfNumbers(int list, BigDecimal value) {
    return value != null && !numberSets.get(list).contains(value.stripTrailingZeros());
  }
}
