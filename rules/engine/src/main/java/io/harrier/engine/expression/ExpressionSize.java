package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Membership;
import io.harrier.engine.expression.Expression.Not;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Or;
import java.util.List;

/** How much there is to evaluate. */
public final class ExpressionSize {
  private ExpressionSize() {}

  /** Properties, values and members of lists. */
  public static int terms(Expression expression) {
    if (expression instanceof And and) {
      return terms(and.terms());
    } else if (expression instanceof Or or) {
      return terms(or.terms());
    } else if (expression instanceof Not not) {
      return terms(not.term());
    } else if (expression instanceof Comparison comparison) {
      return terms(comparison.left()) + terms(comparison.right());
    } else if (expression instanceof Membership membership) {
      return terms(membership.left()) + membership.members().size();
    }
    return 1;
  }

  private static int terms(List<Expression> expressions) {
    return expressions.stream().mapToInt(ExpressionSize::terms).sum();
  }

  private static int terms(Operand operand) {
    return operand instanceof Arithmetic arithmetic
        ? terms(arithmetic.left()) + terms(arithmetic.right())
        : 1;
  }
}
