package io.harrier.engine.expression;

import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.FactField;
import java.math.BigDecimal;
import java.util.List;

/**
 * A condition as an analyst writes it, parsed and limited to the vocabulary: what a rule's pattern,
 * a feature's {@code where} and a pattern step's {@code where} consist of. It can be printed back,
 * and only what was printed from such a tree is ever compiled.
 */
public sealed interface Expression {

  record And(List<Expression> terms) implements Expression {}

  record Or(List<Expression> terms) implements Expression {}

  record Not(Expression term) implements Expression {}

  record Comparison(Operand left, Operator operator, Operand right) implements Expression {}

  /** {@code left in (a, b)}, or {@code not in}. */
  record Membership(Operand left, boolean negated, List<Literal> members) implements Expression {}

  /** {@code left == null}, or {@code !=}. */
  record Presence(Operand left, boolean absent) implements Expression {}

  /** A boolean property by itself. */
  record Truth(Property property) implements Expression {}

  /** Comparison operators. */
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    STARTS_WITH("str[startsWith]"),
    ENDS_WITH("str[endsWith]"),
    /** Fits a pattern with {@code *} and {@code ?}, a text literal on the right. */
    LIKE("str[like]");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** One side of a comparison. */
  sealed interface Operand {}

  /**
   * A property of a fact.
   *
   * @param fact {@code Transaction}, {@code Activity}, {@code Risk}, {@code Listed} or {@code
   *     Session}
   */
  record Property(String fact, String name) implements Operand {

    public static Property of(FactField field) {
      return new Property(field.fact().factName(), field.fieldName());
    }

    /** The fact that is named. */
    public Fact owner() {
      return Fact.named(fact).orElseThrow();
    }
  }

  /** An operand computed from two others, with one of {@code + - * /}. */
  record Arithmetic(Operand left, char operator, Operand right) implements Operand {}

  /** A literal value. */
  sealed interface Literal extends Operand {}

  record TextLiteral(String value) implements Literal {}

  record NumberLiteral(BigDecimal value) implements Literal {}

  record BooleanLiteral(boolean value) implements Literal {}
}
