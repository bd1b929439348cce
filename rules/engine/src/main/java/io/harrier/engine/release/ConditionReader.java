package io.harrier.engine.release;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.ExpressionParser;
import io.harrier.engine.expression.ExpressionSize;
import io.harrier.engine.expression.InvalidExpressionException;
import io.harrier.engine.expression.NameScope;
import io.harrier.engine.release.DrlReader.Source;
import io.harrier.engine.release.RuleDefinition.Scope;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.ListedField;
import io.harrier.engine.vocabulary.RiskField;
import io.harrier.engine.vocabulary.Spelling;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Turns a rule's {@code when} into one condition over all facts. There is one transaction, one
 * activity, one risk: several patterns over one of them speak of the same.
 */
final class ConditionReader {
  private static final Pattern BINDING =
      Pattern.compile("\\s*(\\$?[A-Za-z_]\\w*)\\s*:(?!=)(.*)", Pattern.DOTALL);

  private final Vocabulary vocabulary;

  ConditionReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  record Condition(Scope scope, Expression expression) {}

  Optional<Condition> read(Source source, RuleDescr rule) {
    List<? extends BaseDescr> elements = rule.getLhs().getDescrs();
    if (elements.isEmpty()) {
      source.problem(
          rule.getLine(), "the rule has no pattern, write for example Transaction( ... )");
      return Optional.empty();
    }
    if (elements.size() > Limits.MAX_PATTERNS_PER_RULE) {
      source.problem(
          elements.get(Limits.MAX_PATTERNS_PER_RULE).getLine(),
          "a rule has at most " + Limits.MAX_PATTERNS_PER_RULE + " patterns");
      return Optional.empty();
    }
    Set<Fact> facts = EnumSet.noneOf(Fact.class);
    boolean allowed = true;
    for (BaseDescr element : elements) {
      Optional<Fact> fact = fact(source, rule, element);
      fact.ifPresent(facts::add);
      allowed &= fact.isPresent();
    }
    if (!allowed) {
      return Optional.empty();
    }
    boolean session = facts.contains(Fact.SESSION);
    if (session && !Scope.SESSION.facts().containsAll(facts)) {
      source.problem(
          rule.getLine(),
          "a rule looks at sessions or at transactions, not at both: Session goes with Risk alone");
      return Optional.empty();
    }
    Scope scope = session ? Scope.SESSION : Scope.TRANSACTION;
    return constraints(source, elements, Set.copyOf(scope.facts()))
        .filter(terms -> isSmall(source, rule, terms))
        .map(terms -> new Condition(scope, terms.size() == 1 ? terms.get(0) : new And(terms)));
  }

  private static Optional<Fact> fact(Source source, RuleDescr rule, BaseDescr element) {
    int line = element.getLine() > 0 ? element.getLine() : rule.getLine();
    if (!(element instanceof PatternDescr pattern)) {
      source.problem(line, ConstructNames.refusal(element));
      return Optional.empty();
    }
    if (pattern.getSource() != null) {
      source.problem(line, ConstructNames.refusal(pattern.getSource()));
      return Optional.empty();
    }
    if (!pattern.getBehaviors().isEmpty()) {
      source.problem(line, "windows are declared in features.yaml, not with \"over\"");
      return Optional.empty();
    }
    if (pattern.isQuery() || !pattern.getAnnotations().isEmpty()) {
      source.problem(line, "queries and annotations are not allowed in a pattern");
      return Optional.empty();
    }
    if (pattern.getIdentifier() != null && !pattern.getIdentifier().isEmpty()) {
      source.problem(
          line,
          "a pattern needs no name, remove \""
              + pattern.getIdentifier()
              + " :\"; other patterns can say "
              + pattern.getObjectType()
              + ".property");
      return Optional.empty();
    }
    if (pattern.getObjectType() == null) {
      source.problem(line, "paths are not allowed, write a pattern such as Transaction( ... )");
      return Optional.empty();
    }
    Optional<Fact> fact = Fact.named(pattern.getObjectType());
    if (fact.isEmpty()) {
      source.problem(
          line,
          "\""
              + pattern.getObjectType()
              + "\" is not known, a pattern is over one of "
              + String.join(", ", Fact.names())
              + Spelling.hint(pattern.getObjectType(), Fact.names()));
    } else if (pattern.getConstraint().getDescrs().isEmpty()) {
      Optional<String> question = leastQuestion(fact.get());
      if (question.isPresent()) {
        String name = fact.get().factName();
        source.problem(
            line, "%1$s() alone says nothing, write %1$s( %2$s )".formatted(name, question.get()));
        return Optional.empty();
      }
    }
    return fact;
  }

  /** Of a fact that is always there, what is meant by asking for it alone. */
  private static Optional<String> leastQuestion(Fact fact) {
    return switch (fact) {
      case RISK -> Optional.of(RiskField.PRESENT.fieldName());
      case LISTED -> Optional.of(ListedField.BLOCK.fieldName());
      case TRANSACTION, ACTIVITY, SESSION -> Optional.empty();
    };
  }

  private static boolean isSmall(Source source, RuleDescr rule, List<Expression> terms) {
    int size = terms.stream().mapToInt(ExpressionSize::terms).sum();
    if (size > Limits.MAX_TERMS_PER_RULE) {
      source.problem(
          rule.getLine(),
          "the rule compares %d values, at most %d are allowed; split it"
              .formatted(size, Limits.MAX_TERMS_PER_RULE));
    }
    return size <= Limits.MAX_TERMS_PER_RULE;
  }

  private Optional<List<Expression>> constraints(
      Source source, List<? extends BaseDescr> elements, Set<Fact> facts) {
    Map<String, Property> bindings = new LinkedHashMap<>();
    List<Expression> terms = new ArrayList<>();
    boolean allowed = true;
    int count = 0;
    for (BaseDescr element : elements) {
      PatternDescr pattern = (PatternDescr) element;
      Fact fact = Fact.named(pattern.getObjectType()).orElseThrow();
      for (BaseDescr constraint : pattern.getConstraint().getDescrs()) {
        int line = constraint.getLine() > 0 ? constraint.getLine() : pattern.getLine();
        if (++count > Limits.MAX_CONSTRAINTS_PER_RULE) {
          source.problem(
              line, "a rule has at most " + Limits.MAX_CONSTRAINTS_PER_RULE + " constraints");
          return Optional.empty();
        }
        NameScope scope = new NameScope(vocabulary, fact, facts, bindings);
        allowed &= constraint(source, constraint, line, scope, bindings, terms);
      }
    }
    return allowed ? Optional.of(terms) : Optional.empty();
  }

  private static boolean constraint(
      Source source,
      BaseDescr constraint,
      int line,
      NameScope scope,
      Map<String, Property> bindings,
      List<Expression> terms) {
    if (!(constraint instanceof ExprConstraintDescr expression)
        || expression.getType() != ExprConstraintDescr.Type.NAMED) {
      source.problem(line, "a constraint names a property: write amount > 5");
      return false;
    }
    Matcher binding = BINDING.matcher(expression.getExpression());
    try {
      if (binding.matches()) {
        return bind(source, binding, line, scope, bindings);
      }
      Expression term = ExpressionParser.parse(expression.getExpression(), scope);
      if (term instanceof And and) {
        terms.addAll(and.terms());
      } else {
        terms.add(term);
      }
      return true;
    } catch (InvalidExpressionException e) {
      source.problem(line + e.line(), e.getMessage());
      return false;
    }
  }

  private static boolean bind(
      Source source, Matcher binding, int line, NameScope scope, Map<String, Property> bindings)
      throws InvalidExpressionException {
    String variable = binding.group(1);
    if (!variable.startsWith("$")) {
      source.problem(line, "a variable begins with $, write $" + variable);
      return false;
    }
    if (!binding.group(2).strip().matches("[\\w.]+")) {
      source.problem(
          line,
          "binding and condition are two constraints, such as: "
              + variable
              + " : amount, amount > 5");
      return false;
    }
    if (bindings.containsKey(variable)) {
      source.problem(line, variable + " is bound twice");
      return false;
    }
    bindings.put(variable, ExpressionParser.parseProperty(binding.group(2), scope));
    return true;
  }
}
