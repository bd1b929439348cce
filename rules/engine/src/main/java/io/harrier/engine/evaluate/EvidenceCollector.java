package io.harrier.engine.evaluate;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Literal;
import io.harrier.engine.expression.Expression.Membership;
import io.harrier.engine.expression.Expression.Not;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Or;
import io.harrier.engine.expression.Expression.Presence;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.Truth;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.Evidence;
import io.harrier.model.RiskScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the values that decided an alert: of a rule, the features its condition asks for; of a
 * pattern, those that the rules behind its marks ask for.
 */
final class EvidenceCollector {
  private static final long NO_VERSION = -1;

  private final String[] featureNames;
  private final Map<String, int[]> featuresByRule = new HashMap<>();

  EvidenceCollector(ReleaseDefinition release) {
    List<String> names = release.features().stream().map(FeatureDefinition::name).toList();
    featureNames = names.toArray(String[]::new);
    Map<String, TreeSet<Integer>> byMark = new HashMap<>();
    for (RuleDefinition rule : release.rules()) {
      TreeSet<Integer> used = new TreeSet<>();
      collect(rule.condition(), names, used);
      featuresByRule.put(rule.id(), toArray(used));
      for (RuleDefinition.Action action : rule.actions()) {
        if (action instanceof Mark mark) {
          byMark.computeIfAbsent(mark.name(), unused -> new TreeSet<>()).addAll(used);
        }
      }
    }
    for (PatternDefinition pattern : release.patterns()) {
      TreeSet<Integer> used = new TreeSet<>();
      pattern
          .steps()
          .forEach(step -> used.addAll(byMark.getOrDefault(step.mark(), new TreeSet<>())));
      featuresByRule.put(pattern.id(), toArray(used));
    }
  }

  /**
   * The evidence of a rule or a pattern.
   *
   * @param values may be {@code null}: no transaction completed it
   * @param risk may be {@code null}: the user has no score
   */
  Evidence of(String ruleId, FeatureValues values, RiskScore risk) {
    Map<String, Object> features = new LinkedHashMap<>();
    Map<String, Double> errorBounds = new LinkedHashMap<>();
    if (values != null) {
      for (int feature : featuresByRule.getOrDefault(ruleId, new int[0])) {
        if (values.get(feature) != null) {
          features.put(featureNames[feature], values.get(feature));
        }
        if (values.errorBound(feature) > 0) {
          errorBounds.put(featureNames[feature], values.errorBound(feature));
        }
      }
    }
    return evidence(features, errorBounds, risk, values == null || values.isWarm());
  }

  /** The evidence of a session: what it consisted of. */
  Evidence of(ClosedSession session, RiskScore risk) {
    Map<String, Object> features = new LinkedHashMap<>();
    features.put("count", session.count());
    features.put("declined", session.declined());
    features.put("amount", session.amount());
    features.put("merchants", session.merchants());
    features.put("countries", session.countries());
    features.put("durationSeconds", session.durationSeconds());
    features.values().removeIf(value -> value == null);
    return evidence(features, Map.of(), risk, true);
  }

  private static Evidence evidence(
      Map<String, Object> features, Map<String, Double> bounds, RiskScore risk, boolean warm) {
    return risk == null
        ? new Evidence(features, bounds, Double.NaN, NO_VERSION, warm)
        : new Evidence(features, bounds, risk.score(), risk.version(), warm);
  }

  private static void collect(Expression condition, List<String> names, Set<Integer> into) {
    if (condition instanceof And and) {
      and.terms().forEach(term -> collect(term, names, into));
    } else if (condition instanceof Or or) {
      or.terms().forEach(term -> collect(term, names, into));
    } else if (condition instanceof Not not) {
      collect(not.term(), names, into);
    } else {
      operands(condition).forEach(operand -> collect(operand, names, into));
    }
  }

  private static List<Operand> operands(Expression leaf) {
    List<Operand> operands = new ArrayList<>(2);
    if (leaf instanceof Comparison comparison) {
      operands.add(comparison.left());
      operands.add(comparison.right());
    } else if (leaf instanceof Membership membership) {
      operands.add(membership.left());
    } else if (leaf instanceof Presence presence) {
      operands.add(presence.left());
    } else if (leaf instanceof Truth truth) {
      operands.add(truth.property());
    }
    return operands;
  }

  private static void collect(Operand operand, List<String> names, Set<Integer> into) {
    if (operand instanceof Property property) {
      int feature = names.indexOf(property.name());
      if (property.fact().equals("Activity") && feature >= 0) {
        into.add(feature);
      }
    } else if (operand instanceof Arithmetic arithmetic) {
      collect(arithmetic.left(), names, into);
      collect(arithmetic.right(), names, into);
    } else if (!(operand instanceof Literal)) {
      throw new IllegalStateException("an operand of unknown kind: " + operand);
    }
  }

  private static int[] toArray(Set<Integer> features) {
    return features.stream().mapToInt(Integer::intValue).toArray();
  }
}
