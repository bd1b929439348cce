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
import io.harrier.engine.lists.ListedValues;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.PatternDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.release.RuleDefinition;
import io.harrier.engine.release.RuleDefinition.Mark;
import io.harrier.engine.session.ClosedSession;
import io.harrier.engine.vocabulary.ListedField;
import io.harrier.engine.window.FeatureValues;
import io.harrier.model.EntityKind;
import io.harrier.model.Evidence;
import io.harrier.model.ListEntry;
import io.harrier.model.ListedEntity;
import io.harrier.model.RiskScore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the values that decided an alert: of a rule, the features and entries of lists its
 * condition asks for; of a pattern, those that the rules behind its marks ask for.
 */
final class EvidenceCollector {
  private static final long NO_VERSION = -1;

  private final String[] featureNames;
  private final Map<String, Asked> byRule = new HashMap<>();

  /**
   * What a condition asks for.
   *
   * @param features by their position in the release
   */
  private record Asked(Set<Integer> features, Set<ListedField> listed) {
    static final Asked NOTHING = new Asked(Set.of(), Set.of());

    static Asked nothingYet() {
      return new Asked(new TreeSet<>(), EnumSet.noneOf(ListedField.class));
    }

    void addAll(Asked other) {
      features.addAll(other.features);
      listed.addAll(other.listed);
    }
  }

  EvidenceCollector(ReleaseDefinition release) {
    List<String> names = release.features().stream().map(FeatureDefinition::name).toList();
    featureNames = names.toArray(String[]::new);
    Map<String, Asked> byMark = new HashMap<>();
    for (RuleDefinition rule : release.rules()) {
      Asked asked = Asked.nothingYet();
      collect(rule.condition(), names, asked);
      byRule.put(rule.id(), asked);
      for (RuleDefinition.Action action : rule.actions()) {
        if (action instanceof Mark mark) {
          byMark.computeIfAbsent(mark.name(), unused -> Asked.nothingYet()).addAll(asked);
        }
      }
    }
    for (PatternDefinition pattern : release.patterns()) {
      Asked asked = Asked.nothingYet();
      pattern
          .steps()
          .forEach(step -> asked.addAll(byMark.getOrDefault(step.mark(), Asked.NOTHING)));
      byRule.put(pattern.id(), asked);
    }
  }

  /**
   * The evidence of a rule or a pattern.
   *
   * @param values may be {@code null}: no transaction completed it
   * @param risk may be {@code null}: the user has no score
   * @param listed may be {@code null}: no transaction completed it
   */
  Evidence of(String ruleId, FeatureValues values, RiskScore risk, ListedValues listed) {
    Map<String, Object> features = new LinkedHashMap<>();
    Map<String, Double> errorBounds = new LinkedHashMap<>();
    Asked asked = byRule.getOrDefault(ruleId, Asked.NOTHING);
    boolean warm = true;
    if (values != null) {
      for (int feature : asked.features()) {
        if (values.get(feature) != null) {
          features.put(featureNames[feature], values.get(feature));
        }
        if (values.errorBound(feature) > 0) {
          errorBounds.put(featureNames[feature], values.errorBound(feature));
        }
        warm &= values.isWarm(feature);
      }
    }
    return evidence(features, errorBounds, risk, entries(asked, listed), warm);
  }

  /** Each entry once, though a rule may ask for it by several names. */
  private static List<ListedEntity> entries(Asked asked, ListedValues listed) {
    if (listed == null || asked.listed().isEmpty()) {
      return List.of();
    }
    Set<ListedEntity> entries = new LinkedHashSet<>();
    for (ListedField field : asked.listed()) {
      for (EntityKind kind : field.kinds()) {
        ListEntry entry = listed.get(field.list(), kind);
        if (entry != null) {
          entries.add(ListedEntity.of(entry));
        }
      }
    }
    return List.copyOf(entries);
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
    return evidence(features, Map.of(), risk, List.of(), true);
  }

  private static Evidence evidence(
      Map<String, Object> features,
      Map<String, Double> bounds,
      RiskScore risk,
      List<ListedEntity> lists,
      boolean warm) {
    return risk == null
        ? new Evidence(features, bounds, Double.NaN, NO_VERSION, lists, warm)
        : new Evidence(features, bounds, risk.score(), risk.version(), lists, warm);
  }

  private static void collect(Expression condition, List<String> names, Asked into) {
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

  private static void collect(Operand operand, List<String> names, Asked into) {
    if (operand instanceof Property property) {
      switch (property.owner()) {
        case ACTIVITY -> {
          int feature = names.indexOf(property.name());
          if (feature >= 0) {
            into.features().add(feature);
          }
        }
        case LISTED -> into.listed().add(ListedField.named(property.name()).orElseThrow());
        case TRANSACTION, RISK, SESSION -> {}
      }
    } else if (operand instanceof Arithmetic arithmetic) {
      collect(arithmetic.left(), names, into);
      collect(arithmetic.right(), names, into);
    } else if (!(operand instanceof Literal)) {
      throw new IllegalStateException("an operand of unknown kind: " + operand);
    }
  }
}
