package io.harrier.engine.compile;

import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Literal;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Operator;
import java.util.Locale;

/** Prints a comparison as a call of {@code Compare}, which knows what an absent value means. */
final class ComparisonPrinter {
  private static final int MAX_LONG_DIGITS = 15;

  private final OperandPrinter operands;

  ComparisonPrinter(OperandPrinter operands) {
    this.operands = operands;
  }

  /** The same comparison with a constant, if there is one and the operator allows, on the right. */
  static Comparison constantRight(Comparison comparison) {
    Operator mirrored =
        switch (comparison.operator()) {
          case EQUAL, NOT_EQUAL -> comparison.operator();
          case LESS -> Operator.GREATER;
          case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
          case GREATER -> Operator.LESS;
          case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
          case STARTS_WITH, ENDS_WITH, LIKE -> null;
        };
    if (!(comparison.left() instanceof Literal constant) || mirrored == null) {
      return comparison;
    }
    Operand other = comparison.right();
    return new Comparison(other, mirrored, constant);
  }

  String print(Comparison comparison) {
    return switch (operands.typeOf(comparison.left())) {
      case BOOLEAN ->
          operands.bool(comparison.left())
              + " "
              + comparison.operator().symbol()
              + " "
              + operands.bool(comparison.right());
      case TEXT ->
          call(
              textFunction(comparison.operator()),
              operands.text(comparison.left()),
              operands.text(comparison.right()));
      case INTEGER, DECIMAL -> number(comparison);
    };
  }

  private String number(Comparison comparison) {
    String function = numberFunction(comparison.operator());
    if (operands.isInteger(comparison.left()) && isWhole(comparison.right())) {
      return call("whole" + function, operands.whole(comparison.left()), whole(comparison.right()));
    }
    return call(
        function.substring(0, 1).toLowerCase(Locale.ROOT) + function.substring(1),
        operands.decimal(comparison.left()),
        operands.decimal(comparison.right()));
  }

  /** A number that a {@code long} holds. */
  static boolean isWhole(Operand operand) {
    return operand instanceof NumberLiteral number
        && number.value().scale() <= 0
        && number.value().precision() <= MAX_LONG_DIGITS;
  }

  static String whole(Operand operand) {
    return ((NumberLiteral) operand).value().longValueExact() + "L";
  }

  private static String call(String function, String left, String right) {
    return "Compare." + function + "(" + left + ", " + right + ")";
  }

  private static String textFunction(Operator operator) {
    return switch (operator) {
      case EQUAL -> "same";
      case NOT_EQUAL -> "differ";
      case STARTS_WITH -> "startsWith";
      case ENDS_WITH -> "endsWith";
      case LIKE -> "like";
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          throw new IllegalArgumentException("text has no order: " + operator);
    };
  }

  private static String numberFunction(Operator operator) {
    return switch (operator) {
      case EQUAL -> "Equal";
      case NOT_EQUAL -> "Different";
      case LESS -> "Less";
      case LESS_OR_EQUAL -> "LessOrEqual";
      case GREATER -> "Greater";
      case GREATER_OR_EQUAL -> "GreaterOrEqual";
      case STARTS_WITH, ENDS_WITH, LIKE ->
          throw new IllegalArgumentException("not for numbers: " + operator);
    };
  }
}
