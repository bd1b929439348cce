package io.harrier.engine.release;

import java.util.List;
import java.util.Objects;

/**
 * A release, parsed and checked: what the analyst means, without anything executable.
 *
 * @param sessionGap after which silence a user's session closes, milliseconds
 */
public record ReleaseDefinition(
    String name,
    String description,
    Thresholds thresholds,
    long sessionGap,
    List<FeatureDefinition> features,
    List<RuleDefinition> rules,
    List<PatternDefinition> patterns) {

  public ReleaseDefinition {
    Objects.requireNonNull(name, "name");
    features = List.copyOf(features);
    rules = List.copyOf(rules);
    patterns = List.copyOf(patterns);
  }
}
