package io.harrier.engine.release;

import io.harrier.engine.vocabulary.ValueType;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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

  /** The same release with these rules. */
  public ReleaseDefinition withRules(List<RuleDefinition> newRules) {
    return new ReleaseDefinition(
        name, description, thresholds, sessionGap, features, newRules, patterns);
  }

  /** The ids that its alerts can name: of its rules, then of its sequences. */
  public Set<String> ruleIds() {
    Set<String> ids = new LinkedHashSet<>();
    rules.forEach(rule -> ids.add(rule.id()));
    patterns.forEach(pattern -> ids.add(pattern.id()));
    return Collections.unmodifiableSet(ids);
  }

  /** Every property that this release's rules can name. */
  public Vocabulary vocabulary() {
    return vocabularyOf(features);
  }

  static Vocabulary vocabularyOf(List<FeatureDefinition> features) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    features.forEach(feature -> types.put(feature.name(), feature.valueType()));
    return Vocabulary.withFeatures(types);
  }
}
