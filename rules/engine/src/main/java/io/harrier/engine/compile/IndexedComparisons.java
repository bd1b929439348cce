package io.harrier.engine.compile;

import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.vocabulary.RiskField;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;

/**
 * Prints the comparisons that Drools indexes: of a getter and a constant, by a hash for equality
 * and by a tree for an order. What it prints must stand by itself, not within a larger expression:
 * only then does Drools take an absent value for no match.
 */
final class IndexedComparisons {
  /** Rank of a constraint that is not indexed: the last. */
  static final int NOT_INDEXED = 5;

  /** A double tells decimals of so many digits apart. */
  private static final int EXACT_DOUBLE_DIGITS = 15;

  private static final Operand TYPE = Property.of(TransactionField.TYPE);

  private final OperandPrinter operands;

  IndexedComparisons(OperandPrinter operands) {
    this.operands = operands;
  }

  /**
   * Among indexed constraints, what divides the rules best comes first: the type of the
   * transaction, then other equalities; what is rarely so before what is often so.
   */
  int rank(Comparison comparison) {
    if (comparison.operator() == Operator.EQUAL) {
      return comparison.left().equals(TYPE) ? 0 : 1;
    }
    return switch (((Property) comparison.left()).owner()) {
      case ACTIVITY -> 2;
      case RISK, LISTED -> 3;
      case TRANSACTION, SESSION -> 4;
    };
  }

  /** The constraint, or {@code null} if Drools would not index it. */
  String print(Comparison comparison) {
    if (!(comparison.left() instanceof Property property)) {
      return null;
    }
    Operator operator = comparison.operator();
    Operand right = comparison.right();
    return switch (operands.typeOf(property)) {
      case TEXT ->
          operator == Operator.EQUAL && OperandPrinter.isPlain(right)
              ? constraint(operands.text(property), operator, operands.text(right))
              : null;
      case INTEGER ->
          (operator == Operator.EQUAL || isOrder(operator))
                  && ComparisonPrinter.isWhole(right)
                  && isNotNegative(right)
              ? constraint(operands.whole(property), operator, ComparisonPrinter.whole(right))
              : null;
      // Not equality, whose index would tell 5 from 5.00.
      case DECIMAL ->
          isOrder(operator) && isNotNegative(right) ? decimal(property, operator, right) : null;
      case BOOLEAN -> null;
    };
  }

  private String decimal(Property property, Operator operator, Operand right) {
    BigDecimal value = ((NumberLiteral) right).value();
    if (!property.equals(Property.of(RiskField.SCORE))) {
      return constraint(operands.decimal(property), operator, value.toPlainString() + "B");
    }
    return value.precision() <= EXACT_DOUBLE_DIGITS
        ? constraint("riskLevel", operator, value.toPlainString() + "d")
        : null;
  }

  private static String constraint(String getter, Operator operator, String constant) {
    return getter + " " + operator.symbol() + " " + constant;
  }

  private static boolean isOrder(Operator operator) {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      case EQUAL, NOT_EQUAL, STARTS_WITH, ENDS_WITH, LIKE -> false;
    };
  }

  private static boolean isNotNegative(Operand operand) {
    return operand instanceof NumberLiteral number && number.value().signum() >= 0;
  }
}
