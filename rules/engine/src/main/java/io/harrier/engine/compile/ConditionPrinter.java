package io.harrier.engine.compile;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Literal;
import io.harrier.engine.expression.Expression.Membership;
import io.harrier.engine.expression.Expression.Not;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Or;
import io.harrier.engine.expression.Expression.Presence;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.expression.Expression.Truth;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a rule's condition as constraints on the one fact of a compiled rule. */
final class ConditionPrinter {
  private static final int MAX_LONG_DIGITS = 15;
  private static final Operand TYPE =
      new Property(Fact.TRANSACTION.factName(), TransactionField.TYPE.fieldName());

  private static final Operand AMOUNT =
      new Property(Fact.TRANSACTION.factName(), TransactionField.AMOUNT.fieldName());

  private final OperandPrinter operands;
  private final ConstantTable constants;

  ConditionPrinter(OperandPrinter operands, ConstantTable constants) {
    this.operands = operands;
    this.constants = constants;
  }

  /**
   * The constraints, of which all must hold. Those that Drools can index by come first: rules that
   * begin with the same property then cost one look-up together.
   */
  List<String> constraints(Expression condition) {
    List<Expression> terms = new ArrayList<>();
    flatten(condition, terms);
    return terms.stream()
        .sorted(Comparator.comparingInt(this::cost))
        .map(this::print)
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

  private int cost(Expression term) {
    if (!(term instanceof Comparison comparison)) {
      return 3;
    } else if (isIndexed(comparison)) {
      return comparison.left().equals(TYPE) ? 0 : 1;
    }
    return isPrimitive(comparison) || isAmountOrder(comparison) ? 2 : 3;
  }

  private String print(Expression expression) {
    if (expression instanceof And and) {
      return joined(and.terms(), " && ");
    } else if (expression instanceof Or or) {
      return joined(or.terms(), " || ");
    } else if (expression instanceof Not not) {
      return "!(" + print(not.term()) + ")";
    } else if (expression instanceof Comparison comparison) {
      return print(comparison);
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

  private String print(Comparison comparison) {
    if (comparison.left() instanceof Literal constant && hasMirror(comparison.operator())) {
      Operand property = comparison.right();
      return print(new Comparison(property, mirrored(comparison.operator()), constant));
    }
    return switch (operands.typeOf(comparison.left())) {
      case BOOLEAN ->
          operands.bool(comparison.left())
              + " "
              + comparison.operator().symbol()
              + " "
              + operands.bool(comparison.right());
      case TEXT -> text(comparison);
      case INTEGER, DECIMAL -> number(comparison);
    };
  }

  private String text(Comparison comparison) {
    String left = operands.text(comparison.left());
    String right = operands.text(comparison.right());
    if (isIndexed(comparison)) {
      return left + " == " + right;
    }
    String function =
        switch (comparison.operator()) {
          case EQUAL -> "same";
          case NOT_EQUAL -> "differ";
          case STARTS_WITH -> "startsWith";
          case ENDS_WITH -> "endsWith";
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
              throw new IllegalArgumentException("text has no order: " + comparison);
        };
    return "Compare." + function + "(" + left + ", " + right + ")";
  }

  private String number(Comparison comparison) {
    if (isPrimitive(comparison)) {
      return operands.whole(comparison.left())
          + " "
          + comparison.operator().symbol()
          + " "
          + whole(comparison.right());
    }
    if (isAmountOrder(comparison)) {
      return operands.decimal(comparison.left())
          + " "
          + comparison.operator().symbol()
          + " "
          + ((NumberLiteral) comparison.right()).value().toPlainString()
          + "B";
    }
    String function = function(comparison.operator());
    if (operands.isBoxed(comparison.left()) && isWhole(comparison.right())) {
      return "Compare.whole"
          + function
          + "("
          + operands.whole(comparison.left())
          + ", "
          + whole(comparison.right())
          + ")";
    }
    return "Compare."
        + function.substring(0, 1).toLowerCase(Locale.ROOT)
        + function.substring(1)
        + "("
        + operands.decimal(comparison.left())
        + ", "
        + operands.decimal(comparison.right())
        + ")";
  }

  private String print(Membership membership) {
    String function = membership.negated() ? "noneOf" : "oneOf";
    if (operands.typeOf(membership.left()) == ValueType.TEXT) {
      List<String> members =
          membership.members().stream().map(member -> ((TextLiteral) member).value()).toList();
      return function
          + "("
          + constants.textList(members)
          + ", "
          + operands.text(membership.left())
          + ")";
    }
    List<BigDecimal> members =
        membership.members().stream().map(member -> ((NumberLiteral) member).value()).toList();
    return function
        + "Numbers("
        + constants.numberList(members)
        + ", "
        + operands.decimal(membership.left())
        + ")";
  }

  private String value(Operand operand) {
    return operands.typeOf(operand) == ValueType.TEXT
        ? operands.text(operand)
        : operands.decimal(operand);
  }

  private boolean isIndexed(Comparison comparison) {
    return comparison.operator() == Operator.EQUAL
        && operands.isIndexable(comparison.left())
        && OperandPrinter.isPlain(comparison.right());
  }

  private boolean isPrimitive(Comparison comparison) {
    return operands.isPrimitive(comparison.left()) && isWhole(comparison.right());
  }

  /**
   * The order of the transaction's amount, which is never absent, and a number: Drools indexes by
   * it. Not equality, whose index would tell 5 from 5.00.
   */
  private static boolean isAmountOrder(Comparison comparison) {
    return comparison.left().equals(AMOUNT)
        && comparison.operator() != Operator.EQUAL
        && comparison.operator() != Operator.NOT_EQUAL
        && comparison.right() instanceof NumberLiteral number
        && number.value().signum() > 0;
  }

  private static boolean isWhole(Operand operand) {
    return operand instanceof NumberLiteral number
        && number.value().scale() <= 0
        && number.value().precision() <= MAX_LONG_DIGITS;
  }

  private static String whole(Operand operand) {
    return ((NumberLiteral) operand).value().longValueExact() + "L";
  }

  private static String function(Operator operator) {
    return switch (operator) {
      case EQUAL -> "Equal";
      case NOT_EQUAL -> "Different";
      case LESS -> "Less";
      case LESS_OR_EQUAL -> "LessOrEqual";
      case GREATER -> "Greater";
      case GREATER_OR_EQUAL -> "GreaterOrEqual";
      case STARTS_WITH, ENDS_WITH ->
          throw new IllegalArgumentException("not for numbers: " + operator);
    };
  }

  private static boolean hasMirror(Operator operator) {
    return operator != Operator.STARTS_WITH && operator != Operator.ENDS_WITH;
  }

  private static Operator mirrored(Operator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> operator;
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case STARTS_WITH, ENDS_WITH -> operator;
    };
  }
}
