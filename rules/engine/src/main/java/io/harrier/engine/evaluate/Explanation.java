package io.harrier.engine.evaluate;

import io.harrier.engine.rule.RuleTrace;
import io.harrier.engine.sequence.OpenSequence;
import io.harrier.model.RiskScore;
import java.util.List;

/**
 * Why a transaction was decided as it was.
 *
 * @param evaluation what became of it
 * @param rules every rule on transactions, with its conditions; empty if it was not decided
 * @param features every window, in the order of the release; empty if it was not decided
 * @param risk the user's score, or {@code null}
 * @param sequences those of the user that were open after it
 * @param warm whether every window was covered by the history at hand
 */
public record Explanation(
    Evaluation evaluation,
    List<RuleTrace> rules,
    List<FeatureValue> features,
    RiskScore risk,
    List<OpenSequence> sequences,
    boolean warm) {
  public Explanation {
    rules = List.copyOf(rules);
    features = List.copyOf(features);
    sequences = List.copyOf(sequences);
  }

  /**
   * @param value a {@code Long}, a {@code BigDecimal}, a {@code String}, or {@code null} if absent
   * @param errorBound how far the true value may lie from it; 0 when it is exact
   */
  public record FeatureValue(String name, Object value, double errorBound) {}
}
