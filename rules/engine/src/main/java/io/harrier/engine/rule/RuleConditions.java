package io.harrier.engine.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.functions.Predicate1;

/**
 * The compiled conditions of a release's rules, each by itself, without Drools' network around
 * them. Immutable.
 */
public final class RuleConditions {
  private final List<Alone> rules;

  /** Of one rule: on facts of this type, all of these must hold. */
  record Alone(Class<?> type, List<Predicate1<Object>> predicates) {

    boolean concerns(RuleFact fact) {
      return type.isInstance(fact);
    }

    boolean holds(RuleFact fact) throws Exception {
      for (int i = 0; i < predicates.size(); i++) {
        if (!predicates.get(i).test(fact)) {
          return false;
        }
      }
      return true;
    }

    /** How many of its parts hold; all are evaluated. */
    int holdsInParts(RuleFact fact) {
      int held = 0;
      try {
        for (int i = 0; i < predicates.size(); i++) {
          held += predicates.get(i).test(fact) ? 1 : 0;
        }
      } catch (Exception e) {
        throw new IllegalStateException("a compiled condition failed", e);
      }
      return held;
    }
  }

  RuleConditions(List<Alone> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * @param model of a compiled release: a rule is named by its position and has one pattern
   */
  public static RuleConditions of(Model model) {
    return new RuleConditions(
        model.getRules().stream()
            .sorted(Comparator.comparingInt(rule -> Integer.parseInt(rule.getName())))
            .map(RuleConditions::alone)
            .toList());
  }

  int size() {
    return rules.size();
  }

  Alone of(int rule) {
    return rules.get(rule);
  }

  private static Alone alone(Rule rule) {
    Pattern<?> pattern =
        parts(rule.getView())
            .filter(Pattern.class::isInstance)
            .map(part -> (Pattern<?>) part)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no pattern: rule " + rule.getName()));
    List<Predicate1<Object>> predicates = new ArrayList<>();
    collect(pattern.getConstraint(), predicates);
    return new Alone(pattern.getPatternVariable().getType(), List.copyOf(predicates));
  }

  private static Stream<Condition> parts(Condition condition) {
    return Stream.concat(
        Stream.of(condition), condition.getSubConditions().stream().flatMap(RuleConditions::parts));
  }

  @SuppressWarnings("unchecked") // Drools' interface has no type here
  private static void collect(Constraint constraint, List<Predicate1<Object>> into) {
    if (constraint instanceof SingleConstraint single && single.getVariables().length == 1) {
      into.add(single.getPredicate1());
    }
    constraint.getChildren().forEach(child -> collect(child, into));
  }
}
