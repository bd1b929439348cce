package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.BooleanLiteral;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Membership;
import io.harrier.engine.expression.Expression.Not;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Or;
import io.harrier.engine.expression.Expression.Presence;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.expression.Expression.Truth;
import java.util.stream.Collectors;

/** Prints a condition so that {@link ExpressionParser} reads the same tree from it. */
public final class ExpressionPrinter {
  private ExpressionPrinter() {}

  /** Every property is printed with its fact, {@code Transaction.amount}. */
  public static String print(Expression expression) {
    if (expression instanceof And and) {
      return and.terms().stream()
          .map(term -> enclosed(term, term instanceof And || term instanceof Or))
          .collect(Collectors.joining(" && "));
    } else if (expression instanceof Or or) {
      return or.terms().stream()
          .map(term -> enclosed(term, term instanceof Or))
          .collect(Collectors.joining(" || "));
    } else if (expression instanceof Not not) {
      return "!" + enclosed(not.term(), true);
    } else if (expression instanceof Comparison comparison) {
      return print(comparison.left())
          + " "
          + comparison.operator().symbol()
          + " "
          + print(comparison.right());
    } else if (expression instanceof Membership membership) {
      return print(membership.left())
          + (membership.negated() ? " not in " : " in ")
          + membership.members().stream()
              .map(ExpressionPrinter::print)
              .collect(Collectors.joining(", ", "(", ")"));
    } else if (expression instanceof Presence presence) {
      return print(presence.left()) + (presence.absent() ? " == null" : " != null");
    } else if (expression instanceof Truth truth) {
      return print(truth.property());
    }
    throw new IllegalArgumentException("unknown expression " + expression);
  }

  static String print(Operand operand) {
    if (operand instanceof Property property) {
      return property.fact() + "." + property.name();
    } else if (operand instanceof Arithmetic arithmetic) {
      boolean product = isProduct(arithmetic);
      return enclosed(
              arithmetic.left(),
              product && arithmetic.left() instanceof Arithmetic left && !isProduct(left))
          + " "
          + arithmetic.operator()
          + " "
          + enclosed(
              arithmetic.right(),
              arithmetic.right() instanceof Arithmetic right && (product || !isProduct(right)));
    } else if (operand instanceof NumberLiteral number) {
      return number.value().toPlainString();
    } else if (operand instanceof TextLiteral text) {
      return "\"" + text.value().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    } else if (operand instanceof BooleanLiteral bool) {
      return Boolean.toString(bool.value());
    }
    throw new IllegalArgumentException("unknown operand " + operand);
  }

  private static boolean isProduct(Arithmetic arithmetic) {
    return arithmetic.operator() == '*' || arithmetic.operator() == '/';
  }

  private static String enclosed(Expression expression, boolean parentheses) {
    return parentheses ? "(" + print(expression) + ")" : print(expression);
  }

  private static String enclosed(Operand operand, boolean parentheses) {
    return parentheses ? "(" + print(operand) + ")" : print(operand);
  }
}
