package io.harrier.engine.window;

import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.vocabulary.Glob;

/** What an operator says of two values that are both present. */
final class OperatorMeaning {
  private OperatorMeaning() {}

  static boolean holds(String left, Operator operator, String right) {
    return switch (operator) {
      case STARTS_WITH -> left.startsWith(right);
      case ENDS_WITH -> left.endsWith(right);
      case LIKE -> Glob.matches(left, right);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          holds(operator, left.compareTo(right));
    };
  }

  /**
   * @param comparison below, at or above 0 as the left value is below, at or above the right one
   */
  static boolean holds(Operator operator, int comparison) {
    return switch (operator) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
      case STARTS_WITH, ENDS_WITH, LIKE ->
          throw new IllegalArgumentException(operator.symbol() + " needs texts");
    };
  }
}
