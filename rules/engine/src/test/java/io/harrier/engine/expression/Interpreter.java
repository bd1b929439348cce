package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.BooleanLiteral;
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
import io.harrier.engine.vocabulary.Globs;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** What conditions mean, said in the plainest way: the oracle of compiled rules. */
public final class Interpreter {
  private final Map<Property, Object> values;

  /**
   * @param values of every property that is present: BigDecimal, String or Boolean
   */
  public Interpreter(Map<Property, Object> values) {
    this.values = values;
  }

  public boolean holds(Expression expression) {
    if (expression instanceof And and) {
      return and.terms().stream().allMatch(this::holds);
    } else if (expression instanceof Or or) {
      return or.terms().stream().anyMatch(this::holds);
    } else if (expression instanceof Not not) {
      return !holds(not.term());
    } else if (expression instanceof Truth truth) {
      return Boolean.TRUE.equals(values.get(truth.property()));
    } else if (expression instanceof Presence presence) {
      return (value(presence.left()) == null) == presence.absent();
    } else if (expression instanceof Membership membership) {
      Object left = value(membership.left());
      return left != null && isMember(left, membership) != membership.negated();
    }
    Comparison comparison = (Comparison) expression;
    Object left = value(comparison.left());
    Object right = value(comparison.right());
    return left != null && right != null && compare(left, comparison.operator(), right);
  }

  private boolean isMember(Object left, Membership membership) {
    for (Literal member : membership.members()) {
      if (compare(left, Operator.EQUAL, value(member))) {
        return true;
      }
    }
    return false;
  }

  private static boolean compare(Object left, Operator operator, Object right) {
    return switch (operator) {
      case EQUAL -> order(left, right) == 0;
      case NOT_EQUAL -> order(left, right) != 0;
      case LESS -> order(left, right) < 0;
      case LESS_OR_EQUAL -> order(left, right) <= 0;
      case GREATER -> order(left, right) > 0;
      case GREATER_OR_EQUAL -> order(left, right) >= 0;
      case STARTS_WITH -> left.toString().startsWith(right.toString());
      case ENDS_WITH -> left.toString().endsWith(right.toString());
      case LIKE -> Globs.matches(left.toString(), right.toString());
    };
  }

  private static int order(Object left, Object right) {
    if (left instanceof BigDecimal number) {
      return number.compareTo((BigDecimal) right);
    } else if (left instanceof Boolean bool) {
      return bool.compareTo((Boolean) right);
    }
    return ((String) left).compareTo((String) right);
  }

  private Object value(Operand operand) {
    if (operand instanceof Property property) {
      return values.get(property);
    } else if (operand instanceof NumberLiteral number) {
      return number.value();
    } else if (operand instanceof TextLiteral text) {
      return text.value();
    } else if (operand instanceof BooleanLiteral bool) {
      return bool.value();
    }
    Arithmetic arithmetic = (Arithmetic) operand;
    BigDecimal left = (BigDecimal) value(arithmetic.left());
    BigDecimal right = (BigDecimal) value(arithmetic.right());
    if (left == null || right == null) {
      return null;
    }
    return switch (arithmetic.operator()) {
      case '+' -> left.add(right, MathContext.DECIMAL128);
      case '-' -> left.subtract(right, MathContext.DECIMAL128);
      case '*' -> left.multiply(right, MathContext.DECIMAL128);
      case '/' -> right.signum() == 0 ? null : left.divide(right, MathContext.DECIMAL128);
      default -> throw new IllegalArgumentException("operator " + arithmetic.operator());
    };
  }
}
