package io.harrier.engine.rule;

import io.harrier.engine.expression.Expression;
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
import io.harrier.engine.expression.ExpressionPrinter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Evaluates a condition as it is written, part by part, with the meaning that {@link Compare} gives
 * compiled rules: slower, and able to say what held.
 */
final class ConditionTracer {
  private final Function<Property, Object> reader;

  /**
   * @param reader the value of a property, or {@code null}
   */
  ConditionTracer(Function<Property, Object> reader) {
    this.reader = reader;
  }

  ConditionTrace trace(Expression expression) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (expression instanceof And and) {
      return composed(expression, and.terms(), true);
    } else if (expression instanceof Or or) {
      return composed(expression, or.terms(), false);
    } else if (expression instanceof Not not) {
      ConditionTrace term = trace(not.term());
      return new ConditionTrace(
          ExpressionPrinter.print(expression), !term.held(), term.values(), List.of(term));
    }
    boolean held = holds(expression, values);
    return new ConditionTrace(ExpressionPrinter.print(expression), held, values, List.of());
  }

  private ConditionTrace composed(Expression whole, List<Expression> terms, boolean all) {
    List<ConditionTrace> parts = terms.stream().map(this::trace).toList();
    Map<String, Object> values = new LinkedHashMap<>();
    parts.forEach(part -> values.putAll(part.values()));
    boolean held =
        all
            ? parts.stream().allMatch(ConditionTrace::held)
            : parts.stream().anyMatch(ConditionTrace::held);
    return new ConditionTrace(ExpressionPrinter.print(whole), held, values, parts);
  }

  private boolean holds(Expression leaf, Map<String, Object> values) {
    if (leaf instanceof Truth truth) {
      return Boolean.TRUE.equals(value(truth.property(), values));
    } else if (leaf instanceof Presence presence) {
      return (value(presence.left(), values) == null) == presence.absent();
    } else if (leaf instanceof Membership membership) {
      Object left = value(membership.left(), values);
      return left != null && isMember(left, membership.members()) != membership.negated();
    } else if (leaf instanceof Comparison comparison) {
      Object left = value(comparison.left(), values);
      Object right = value(comparison.right(), values);
      return left != null && right != null && compare(left, comparison.operator(), right);
    }
    throw new IllegalArgumentException("unknown condition " + leaf);
  }

  private boolean isMember(Object left, List<Literal> members) {
    return members.stream()
        .anyMatch(member -> compare(left, Operator.EQUAL, value(member, new LinkedHashMap<>())));
  }

  private static boolean compare(Object left, Operator operator, Object right) {
    return switch (operator) {
      case EQUAL -> order(left, right) == 0;
      case NOT_EQUAL -> order(left, right) != 0;
      case LESS -> order(left, right) < 0;
      case LESS_OR_EQUAL -> order(left, right) <= 0;
      case GREATER -> order(left, right) > 0;
      case GREATER_OR_EQUAL -> order(left, right) >= 0;
      case STARTS_WITH -> Compare.startsWith((String) left, (String) right);
      case ENDS_WITH -> Compare.endsWith((String) left, (String) right);
      case LIKE -> Compare.like((String) left, (String) right);
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

  /** As a BigDecimal, a String or a Boolean; those of properties are noted. */
  private Object value(Operand operand, Map<String, Object> values) {
    if (operand instanceof Property property) {
      Object value = reader.apply(property);
      values.put(property.fact() + "." + property.name(), value);
      return value instanceof Long whole ? BigDecimal.valueOf(whole) : value;
    } else if (operand instanceof NumberLiteral number) {
      return number.value();
    } else if (operand instanceof TextLiteral text) {
      return text.value();
    } else if (operand instanceof BooleanLiteral bool) {
      return bool.value();
    } else if (operand instanceof Arithmetic arithmetic) {
      BigDecimal left = (BigDecimal) value(arithmetic.left(), values);
      BigDecimal right = (BigDecimal) value(arithmetic.right(), values);
      return switch (arithmetic.operator()) {
        case '+' -> Compare.add(left, right);
        case '-' -> Compare.subtract(left, right);
        case '*' -> Compare.multiply(left, right);
        case '/' -> Compare.divide(left, right);
        default -> throw new IllegalArgumentException("unknown operator " + arithmetic.operator());
      };
    }
    throw new IllegalArgumentException("unknown operand " + operand);
  }
}
