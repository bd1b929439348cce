package io.harrier.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that decided an alert.
 *
 * @param features window features by name; a value is a {@code Long}, a {@code BigDecimal} or a
 *     {@code String}; an absent value is left out
 * @param errorBounds for features that are not exact to the event, how far the true value may lie
 *     from the given one, in the feature's unit; empty when all are exact
 * @param riskScore 0 to 1, or {@code NaN} when the user has none
 * @param riskVersion version of the risk score, or -1
 * @param lists the entries of lists that a rule asked for and found; empty when it asked for none
 * @param warm whether the windows of the features that decided were covered by the history at hand
 */
public record Evidence(
    Map<String, Object> features,
    Map<String, Double> errorBounds,
    double riskScore,
    long riskVersion,
    List<ListedEntity> lists,
    boolean warm) {

  public Evidence {
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    errorBounds = Collections.unmodifiableMap(new LinkedHashMap<>(errorBounds));
    lists = List.copyOf(lists);
  }

  /** Evidence without entries of lists. */
  public Evidence(
      Map<String, Object> features,
      Map<String, Double> errorBounds,
      double riskScore,
      long riskVersion,
      boolean warm) {
    this(features, errorBounds, riskScore, riskVersion, List.of(), warm);
  }
}
