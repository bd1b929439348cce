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
import io.harrier.engine.expression.Token.Kind;
import io.harrier.engine.vocabulary.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a condition, resolves its names and checks its types.
 *
 * <pre>
 *   condition  = or { "," or }
 *   or         = and { "||" and }
 *   and        = not { "&amp;&amp;" not }
 *   not        = [ "!" ] comparison
 *   comparison = sum [ operator sum | [ "not" ] "in" "(" literal { "," literal } ")" ]
 *   sum        = product { ( "+" | "-" ) product }
 *   product    = value { ( "*" | "/" ) value }
 *   value      = "(" or ")" | literal | name | fact "." name | $binding
 * </pre>
 *
 * A comparison with an absent value does not hold, whatever the operator; {@code != null} asks
 * whether there is one.
 */
public final class ExpressionParser {
  /** Longest condition, in characters. */
  public static final int MAX_LENGTH = 20_000;

  /** Longest text literal, in characters. */
  public static final int MAX_TEXT_LENGTH = 200;

  /** Longest number literal, in characters. */
  public static final int MAX_NUMBER_LENGTH = 30;

  /** Most values and properties in one condition, those of lists included. */
  public static final int MAX_TERMS = 500;

  /** Deepest nesting of parentheses. */
  public static final int MAX_DEPTH = 16;

  private final List<Token> tokens;
  private final Names names;
  private final TypeRules types;
  private int at;
  private int depth;
  private int terms;

  private ExpressionParser(List<Token> tokens, NameScope scope) {
    this.tokens = tokens;
    this.names = new Names(scope);
    this.types = new TypeRules(scope.vocabulary());
  }

  /**
   * @throws InvalidExpressionException with the first thing that is wrong
   */
  public static Expression parse(String text, NameScope scope) throws InvalidExpressionException {
    ExpressionParser parser = started(text, scope);
    List<Expression> conditions = new ArrayList<>();
    do {
      conditions.add(parser.condition(parser.or()));
    } while (parser.accept(","));
    parser.expectEnd();
    return conditions.size() == 1 ? conditions.get(0) : new And(List.copyOf(conditions));
  }

  /** Reads the name of one property, {@code country} or {@code Transaction.country}. */
  public static Property parseProperty(String text, NameScope scope)
      throws InvalidExpressionException {
    ExpressionParser parser = started(text, scope);
    Token start = parser.peek();
    if (!(parser.value() instanceof Value value) || !(value.operand() instanceof Property found)) {
      throw problem(start, "the name of a property is expected, not " + start.shown());
    }
    parser.expectEnd();
    return found;
  }

  private static ExpressionParser started(String text, NameScope scope)
      throws InvalidExpressionException {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidExpressionException(
          "a condition of more than " + MAX_LENGTH + " characters is not allowed", 0);
    }
    return new ExpressionParser(Lexer.split(text), scope);
  }

  /** What parentheses can enclose: a condition or a value. */
  private sealed interface Node {}

  private record Condition(Expression expression) implements Node {}

  private record Value(Operand operand, Token start) implements Node {}

  private Node or() throws InvalidExpressionException {
    Node first = and();
    if (!peek().is("||")) {
      return first;
    }
    List<Expression> alternatives = new ArrayList<>(List.of(condition(first)));
    while (accept("||")) {
      alternatives.add(condition(and()));
    }
    return new Condition(new Or(List.copyOf(alternatives)));
  }

  private Node and() throws InvalidExpressionException {
    Node first = not();
    if (!peek().is("&&")) {
      return first;
    }
    List<Expression> conjuncts = new ArrayList<>(List.of(condition(first)));
    while (accept("&&")) {
      conjuncts.add(condition(not()));
    }
    return new Condition(new And(List.copyOf(conjuncts)));
  }

  private Node not() throws InvalidExpressionException {
    if (accept("!")) {
      return new Condition(new Not(condition(value())));
    }
    return comparison();
  }

  private Node comparison() throws InvalidExpressionException {
    Node left = sum();
    Token word = peek();
    if (word.is("in") || word.is("not")) {
      return new Condition(membership(operand(left)));
    }
    Optional<Operator> operator = operator();
    if (operator.isEmpty()) {
      return left;
    }
    Operand value = operand(left);
    if (peek().is("null")) {
      return new Condition(presence(value, operator.get(), word));
    }
    Comparison comparison = new Comparison(value, operator.get(), operand(sum()));
    refuse(types.problemOf(comparison), word);
    return new Condition(comparison);
  }

  private Presence presence(Operand value, Operator operator, Token word)
      throws InvalidExpressionException {
    take();
    if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
      throw problem(word, "null can only be compared with == and !=");
    }
    if (value instanceof Literal) {
      throw problem(word, "a constant is never null");
    }
    if (types.typeOf(value) == ValueType.BOOLEAN) {
      throw problem(word, "this is always true or false, never null");
    }
    return new Presence(value, operator == Operator.EQUAL);
  }

  private Optional<Operator> operator() throws InvalidExpressionException {
    Token word = peek();
    if (word.is("str")) {
      take();
      expect("[");
      String symbol = "str[" + take().text() + "]";
      expect("]");
      return Optional.of(
          named(symbol)
              .orElseThrow(
                  () ->
                      problem(
                          word,
                          "\""
                              + symbol
                              + "\" is not allowed, only str[startsWith] and str[endsWith]")));
    }
    Optional<Operator> found = word.kind() == Kind.SYMBOL ? named(word.text()) : Optional.empty();
    if (found.isPresent()) {
      take();
    }
    return found;
  }

  private static Optional<Operator> named(String symbol) {
    return Arrays.stream(Operator.values())
        .filter(candidate -> candidate.symbol().equals(symbol))
        .findFirst();
  }

  private Membership membership(Operand left) throws InvalidExpressionException {
    boolean negated = accept("not");
    Token word = peek();
    expect("in");
    expect("(");
    List<Literal> members = new ArrayList<>();
    do {
      Token start = peek();
      if (!(operand(value()) instanceof Literal literal)) {
        throw problem(start, "a list after \"in\" holds constants only, not " + start.shown());
      }
      members.add(literal);
    } while (accept(","));
    expect(")");
    refuse(types.problemOf(left, members), word);
    return new Membership(left, negated, List.copyOf(members));
  }

  private Node sum() throws InvalidExpressionException {
    Node left = product();
    while (peek().is("+") || peek().is("-")) {
      left = arithmetic(left, take(), product());
    }
    return left;
  }

  private Node product() throws InvalidExpressionException {
    Node left = value();
    while (peek().is("*") || peek().is("/")) {
      left = arithmetic(left, take(), value());
    }
    return left;
  }

  private Node arithmetic(Node left, Token operator, Node right) throws InvalidExpressionException {
    Arithmetic result = new Arithmetic(operand(left), operator.text().charAt(0), operand(right));
    refuse(types.problemOf(result), operator);
    return new Value(result, operator);
  }

  private Node value() throws InvalidExpressionException {
    Token token = take();
    if (++terms > MAX_TERMS) {
      throw problem(token, "a condition of more than " + MAX_TERMS + " values is not allowed");
    }
    if (token.is("(")) {
      return parenthesized(token);
    }
    boolean negative = token.is("-");
    Token word = negative ? take() : token;
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
    if (++depth > MAX_DEPTH) {
      throw problem(open, "parentheses nested deeper than " + MAX_DEPTH + " are not allowed");
    }
    Node inner = or();
    expect(")");
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
    if (accept(".")) {
      found = names.qualified(word, take());
    } else {
      found = names.simple(word);
    }
    if (peek().is("(")) {
      throw problem(word, "calling \"" + word.text() + "(...)\" is not allowed in a condition");
    }
    if (peek().is(".") || peek().is("[")) {
      throw problem(word, "\"" + word.text() + "\" has no parts, remove " + peek().shown());
    }
    return found;
  }

  private Expression condition(Node node) throws InvalidExpressionException {
    if (node instanceof Condition condition) {
      return condition.expression();
    }
    Value value = (Value) node;
    if (value.operand() instanceof Property property
        && types.typeOf(property) == ValueType.BOOLEAN) {
      return new Truth(property);
    }
    Token next = peek();
    if (next.kind() == Kind.NAME) {
      throw problem(next, "\"" + next.text() + "\" is not an operator that rules can use");
    }
    throw problem(
        value.start(),
        "a condition is expected, but " + value.start().shown() + " is not compared with anything");
  }

  private Operand operand(Node node) throws InvalidExpressionException {
    if (node instanceof Value value) {
      return value.operand();
    }
    throw problem(peek(), "a condition stands where a property or a constant is expected");
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  private boolean accept(String symbol) {
    boolean found = peek().is(symbol);
    if (found) {
      take();
    }
    return found;
  }

  private void expect(String symbol) throws InvalidExpressionException {
    Token token = take();
    if (!token.is(symbol)) {
      throw problem(token, "\"" + symbol + "\" is expected, not " + token.shown());
    }
  }

  private void expectEnd() throws InvalidExpressionException {
    if (peek().kind() != Kind.END) {
      throw problem(peek(), peek().shown() + " is not expected here");
    }
  }

  private static void refuse(Optional<String> problem, Token where)
      throws InvalidExpressionException {
    if (problem.isPresent()) {
      throw problem(where, problem.get());
    }
  }

  private static InvalidExpressionException problem(Token where, String message) {
    return new InvalidExpressionException(message, where.line());
  }
}
