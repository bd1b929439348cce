package io.harrier.engine.compile;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Membership;
import io.harrier.engine.expression.Expression.Not;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Or;
import io.harrier.engine.expression.Expression.Presence;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.expression.Expression.Truth;
import io.harrier.engine.vocabulary.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a rule's condition as constraints on the one fact of a compiled rule. */
final class ConditionPrinter {
  private final OperandPrinter operands;
  private final ConstantTable constants;
  private final ComparisonPrinter comparisons;
  private final IndexedComparisons indexed;

  ConditionPrinter(OperandPrinter operands, ConstantTable constants) {
    this.operands = operands;
    this.constants = constants;
    this.comparisons = new ComparisonPrinter(operands);
    this.indexed = new IndexedComparisons(operands);
  }

  /** A constraint, and what it costs among others: the smaller comes first. */
  private record Constraint(int rank, String text) {}

  /**
   * The constraints, of which all must hold. Those that Drools indexes come first: rules that begin
   * with the same property then cost one look-up together.
   */
  List<String> constraints(Expression condition) {
    List<Expression> terms = new ArrayList<>();
    flatten(condition, terms);
    return terms.stream()
        .map(this::constraint)
        .sorted(Comparator.comparingInt(Constraint::rank))
        .map(Constraint::text)
        .distinct()
        .toList();
  }

  private static void flatten(Expression condition, List<Expression> into) {
    if (condition instanceof And and) {
      and.terms().forEach(term -> flatten(term, into));
    } else {
      into.add(condition);
    }
  }

  private Constraint constraint(Expression term) {
    if (term instanceof Comparison comparison) {
      Comparison turned = ComparisonPrinter.constantRight(comparison);
      String text = indexed.print(turned);
      if (text != null) {
        return new Constraint(indexed.rank(turned), text);
      }
    }
    return new Constraint(IndexedComparisons.NOT_INDEXED, print(term));
  }

  private String print(Expression expression) {
    if (expression instanceof And and) {
      return joined(and.terms(), " && ");
    } else if (expression instanceof Or or) {
      return joined(or.terms(), " || ");
    } else if (expression instanceof Not not) {
      return "!(" + print(not.term()) + ")";
    } else if (expression instanceof Comparison comparison) {
      return comparisons.print(ComparisonPrinter.constantRight(comparison));
    } else if (expression instanceof Membership membership) {
      return print(membership);
    } else if (expression instanceof Presence presence) {
      String function = presence.absent() ? "Compare.isAbsent(" : "Compare.isPresent(";
      return function + value(presence.left()) + ")";
    } else if (expression instanceof Truth truth) {
      return operands.bool(truth.property());
    }
    throw new IllegalArgumentException("unknown expression " + expression);
  }

  private String joined(List<Expression> terms, String operator) {
    return terms.stream().map(this::print).collect(Collectors.joining(operator, "(", ")"));
  }

  private String print(Membership membership) {
    String function = membership.negated() ? "noneOf" : "oneOf";
    if (operands.typeOf(membership.left()) == ValueType.TEXT) {
      List<String> members =
          membership.members().stream().map(member -> ((TextLiteral) member).value()).toList();
      return "%s(%d, %s)"
          .formatted(function, constants.textList(members), operands.text(membership.left()));
    }
    List<BigDecimal> members =
        membership.members().stream().map(member -> ((NumberLiteral) member).value()).toList();
    return "%sNumbers(%d, %s)"
        .formatted(function, constants.numberList(members), operands.decimal(membership.left()));
  }

  private String value(Operand operand) {
    return operands.typeOf(operand) == ValueType.TEXT
        ? operands.text(operand)
        : operands.decimal(operand);
  }
}
