package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.Operand;

/** What parentheses can enclose: a condition or a value. */
sealed interface Node {

  record Condition(Expression expression) implements Node {}

  record Value(Operand operand, Token start) implements Node {}
}
