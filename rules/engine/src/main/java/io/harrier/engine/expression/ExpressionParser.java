package io.harrier.engine.expression;

import static io.harrier.engine.expression.TokenCursor.problem;
import static io.harrier.engine.expression.TokenCursor.refuse;

import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Literal;
import io.harrier.engine.expression.Expression.Membership;
import io.harrier.engine.expression.Expression.Not;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Or;
import io.harrier.engine.expression.Expression.Presence;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.Truth;
import io.harrier.engine.expression.Node.Condition;
import io.harrier.engine.expression.Node.Value;
import io.harrier.engine.expression.Token.Kind;
import io.harrier.engine.vocabulary.ValueType;
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

  /** Operators of the rule language that look inside a text. */
  private static final List<String> REGULAR = List.of("matches", "contains", "soundslike", "like");

  private static final String NO_REGULAR_EXPRESSIONS =
      ": there are no regular expressions; use str[startsWith], str[endsWith], or str[like]"
          + " \"AMZ*-EU?\", in which * stands for anything and ? for one character";

  private final TokenCursor tokens;
  private final TypeRules types;
  private final ValueParser values;

  private ExpressionParser(List<Token> tokens, NameScope scope) {
    this.tokens = new TokenCursor(tokens);
    this.types = new TypeRules(scope.vocabulary());
    this.values = new ValueParser(this.tokens, new Names(scope), types, this::or);
  }

  /**
   * @throws InvalidExpressionException with the first thing that is wrong
   */
  public static Expression parse(String text, NameScope scope) throws InvalidExpressionException {
    ExpressionParser parser = started(text, scope);
    List<Expression> conditions = new ArrayList<>();
    do {
      conditions.add(parser.condition(parser.or()));
    } while (parser.tokens.accept(","));
    parser.tokens.expectEnd();
    return conditions.size() == 1 ? conditions.get(0) : new And(List.copyOf(conditions));
  }

  /** Reads the name of one property, {@code country} or {@code Transaction.country}. */
  public static Property parseProperty(String text, NameScope scope)
      throws InvalidExpressionException {
    ExpressionParser parser = started(text, scope);
    Token start = parser.tokens.peek();
    if (!(parser.values.value() instanceof Value value)
        || !(value.operand() instanceof Property found)) {
      throw problem(start, "the name of a property is expected, not " + start.shown());
    }
    parser.tokens.expectEnd();
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

  private Node or() throws InvalidExpressionException {
    Node first = and();
    if (!tokens.peek().is("||")) {
      return first;
    }
    List<Expression> alternatives = new ArrayList<>(List.of(condition(first)));
    while (tokens.accept("||")) {
      alternatives.add(condition(and()));
    }
    return new Condition(new Or(List.copyOf(alternatives)));
  }

  private Node and() throws InvalidExpressionException {
    Node first = not();
    if (!tokens.peek().is("&&")) {
      return first;
    }
    List<Expression> conjuncts = new ArrayList<>(List.of(condition(first)));
    while (tokens.accept("&&")) {
      conjuncts.add(condition(not()));
    }
    return new Condition(new And(List.copyOf(conjuncts)));
  }

  private Node not() throws InvalidExpressionException {
    if (tokens.accept("!")) {
      return new Condition(new Not(condition(values.value())));
    }
    return comparison();
  }

  private Node comparison() throws InvalidExpressionException {
    Node left = values.sum();
    Token word = tokens.peek();
    if (word.is("in") || word.is("not")) {
      return new Condition(membership(values.operand(left)));
    }
    Optional<Operator> operator = operator();
    if (operator.isEmpty()) {
      return left;
    }
    Operand value = values.operand(left);
    if (tokens.peek().is("null")) {
      return new Condition(presence(value, operator.get(), word));
    }
    Comparison comparison = new Comparison(value, operator.get(), values.operand(values.sum()));
    refuse(types.problemOf(comparison), word);
    return new Condition(comparison);
  }

  private Presence presence(Operand value, Operator operator, Token word)
      throws InvalidExpressionException {
    tokens.take();
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
    Token word = tokens.peek();
    if (word.is("str")) {
      tokens.take();
      tokens.expect("[");
      String symbol = "str[" + tokens.take().text() + "]";
      tokens.expect("]");
      return Optional.of(
          named(symbol)
              .orElseThrow(
                  () ->
                      problem(
                          word,
                          "\""
                              + symbol
                              + "\" is not allowed, only str[startsWith], str[endsWith] and"
                              + " str[like]")));
    }
    Optional<Operator> found = word.kind() == Kind.SYMBOL ? named(word.text()) : Optional.empty();
    if (found.isPresent()) {
      tokens.take();
    }
    return found;
  }

  private static Optional<Operator> named(String symbol) {
    return Arrays.stream(Operator.values())
        .filter(candidate -> candidate.symbol().equals(symbol))
        .findFirst();
  }

  private Membership membership(Operand left) throws InvalidExpressionException {
    boolean negated = tokens.accept("not");
    Token word = tokens.peek();
    if (negated && REGULAR.contains(word.text())) {
      throw problem(word, "\"not " + word.text() + "\" is not allowed" + NO_REGULAR_EXPRESSIONS);
    }
    tokens.expect("in");
    tokens.expect("(");
    List<Literal> members = new ArrayList<>();
    do {
      Token start = tokens.peek();
      if (!(values.operand(values.value()) instanceof Literal literal)) {
        throw problem(start, "a list after \"in\" holds constants only, not " + start.shown());
      }
      members.add(literal);
    } while (tokens.accept(","));
    tokens.expect(")");
    refuse(types.problemOf(left, members), word);
    return new Membership(left, negated, List.copyOf(members));
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
    Token next = tokens.peek();
    if (next.kind() == Kind.NAME) {
      throw problem(
          next,
          "\""
              + next.text()
              + "\" is not an operator that rules can use"
              + (REGULAR.contains(next.text()) ? NO_REGULAR_EXPRESSIONS : ""));
    }
    throw problem(
        value.start(),
        "a condition is expected, but " + value.start().shown() + " is not compared with anything");
  }
}
