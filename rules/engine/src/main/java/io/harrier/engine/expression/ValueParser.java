package io.harrier.engine.expression;

import static io.harrier.engine.expression.TokenCursor.problem;
import static io.harrier.engine.expression.TokenCursor.refuse;

import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.BooleanLiteral;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.expression.Node.Value;
import io.harrier.engine.expression.Token.Kind;
import java.math.BigDecimal;

/** Reads the sides of comparisons: the rules {@code sum}, {@code product} and {@code value}. */
final class ValueParser {
  private final TokenCursor tokens;
  private final Names names;
  private final TypeRules types;
  private final Enclosed enclosed;
  private int depth;
  private int terms;

  /** Reads what stands within parentheses. */
  interface Enclosed {
    Node parse() throws InvalidExpressionException;
  }

  ValueParser(TokenCursor tokens, Names names, TypeRules types, Enclosed enclosed) {
    this.tokens = tokens;
    this.names = names;
    this.types = types;
    this.enclosed = enclosed;
  }

  Node sum() throws InvalidExpressionException {
    Node left = product();
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      left = arithmetic(left, tokens.take(), product());
    }
    return left;
  }

  private Node product() throws InvalidExpressionException {
    Node left = value();
    while (tokens.peek().is("*") || tokens.peek().is("/")) {
      left = arithmetic(left, tokens.take(), value());
    }
    return left;
  }

  private Node arithmetic(Node left, Token operator, Node right) throws InvalidExpressionException {
    Arithmetic result = new Arithmetic(operand(left), operator.text().charAt(0), operand(right));
    refuse(types.problemOf(result), operator);
    return new Value(result, operator);
  }

  Node value() throws InvalidExpressionException {
    Token token = tokens.take();
    if (++terms > ExpressionParser.MAX_TERMS) {
      throw problem(
          token,
          "a condition of more than " + ExpressionParser.MAX_TERMS + " values is not allowed");
    }
    if (token.is("(")) {
      return parenthesized(token);
    }
    boolean negative = token.is("-");
    Token word = negative ? tokens.take() : token;
    if (negative && word.kind() != Kind.NUMBER) {
      throw problem(word, "\"-\" can stand before a number only, not before " + word.shown());
    }
    return switch (word.kind()) {
      case NUMBER -> new Value(number(word, negative), word);
      case TEXT -> new Value(new TextLiteral(word.text()), word);
      case NAME -> new Value(named(word), word);
      case SYMBOL, END ->
          throw problem(word, "a property or a constant is expected, not " + word.shown());
    };
  }

  private Node parenthesized(Token open) throws InvalidExpressionException {
    if (++depth > ExpressionParser.MAX_DEPTH) {
      throw problem(
          open,
          "parentheses nested deeper than " + ExpressionParser.MAX_DEPTH + " are not allowed");
    }
    Node inner = enclosed.parse();
    tokens.expect(")");
    depth--;
    return inner;
  }

  private static NumberLiteral number(Token word, boolean negative) {
    BigDecimal value = new BigDecimal(word.text());
    return new NumberLiteral(negative ? value.negate() : value);
  }

  private Operand named(Token word) throws InvalidExpressionException {
    if (word.is("true") || word.is("false")) {
      return new BooleanLiteral(word.is("true"));
    }
    Operand found;
    if (tokens.accept(".")) {
      found = names.qualified(word, tokens.take());
    } else {
      found = names.simple(word);
    }
    Token next = tokens.peek();
    if (next.is("(")) {
      throw problem(word, "calling \"" + word.text() + "(...)\" is not allowed in a condition");
    }
    if (next.is(".") || next.is("[")) {
      throw problem(word, "\"" + word.text() + "\" has no parts, remove " + next.shown());
    }
    return found;
  }

  Operand operand(Node node) throws InvalidExpressionException {
    if (node instanceof Value value) {
      return value.operand();
    }
    throw problem(tokens.peek(), "a condition stands where a property or a constant is expected");
  }
}
