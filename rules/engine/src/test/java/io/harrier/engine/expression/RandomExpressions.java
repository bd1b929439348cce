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
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.ValueType;
import io.harrier.engine.vocabulary.Vocabulary;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Well-typed conditions over a transaction, four features and a risk score. */
public final class RandomExpressions {
  public static final Vocabulary VOCABULARY =
      Vocabulary.withFeatures(
          Map.of(
              "payments", ValueType.INTEGER,
              "spent", ValueType.DECIMAL,
              "lastCountry", ValueType.TEXT,
              "sinceLast", ValueType.INTEGER));
  public static final NameScope SCOPE =
      new NameScope(
          VOCABULARY,
          Fact.TRANSACTION,
          Set.of(Fact.TRANSACTION, Fact.ACTIVITY, Fact.RISK, Fact.LISTED),
          Map.of());

  private RandomExpressions() {}

  public static Arbitrary<Expression> expressions() {
    return expressions(4);
  }

  private static Arbitrary<Expression> expressions(int depth) {
    if (depth == 0) {
      return comparisons();
    }
    return Arbitraries.frequencyOf(
        Tuple.of(3, comparisons()),
        Tuple.of(1, expressions(depth - 1).list().ofMinSize(2).ofMaxSize(3).map(And::new)),
        Tuple.of(1, expressions(depth - 1).list().ofMinSize(2).ofMaxSize(3).map(Or::new)),
        Tuple.of(1, expressions(depth - 1).map(Not::new)));
  }

  private static Arbitrary<Expression> comparisons() {
    return Arbitraries.oneOf(
        Combinators.combine(numbers(), order(), numbers())
            .as((left, operator, right) -> new Comparison(left, operator, right)),
        Combinators.combine(numberProperties(), order(), Arbitraries.integers().between(-5, 300))
            .as(
                (left, operator, right) ->
                    new Comparison(left, operator, new NumberLiteral(BigDecimal.valueOf(right)))),
        Combinators.combine(
                texts(),
                Arbitraries.of(
                    Operator.EQUAL, Operator.NOT_EQUAL, Operator.STARTS_WITH, Operator.ENDS_WITH),
                Arbitraries.oneOf(
                    textLiterals().map(literal -> (Operand) literal), texts().map(text -> text)))
            .as((left, operator, right) -> new Comparison(left, operator, right)),
        Combinators.combine(
                texts(),
                Arbitraries.of("m*", "*1", "?1", "*", "", "d?", "*o*", "m1").map(TextLiteral::new))
            .as((left, glob) -> new Comparison(left, Operator.LIKE, glob)),
        Combinators.combine(
                texts(),
                Arbitraries.of(true, false),
                textLiterals().map(text -> (Literal) text).list().ofMinSize(1).ofMaxSize(4))
            .as((left, negated, members) -> new Membership(left, negated, members)),
        Combinators.combine(
                numberProperties(),
                Arbitraries.of(true, false),
                numberLiterals().map(number -> (Literal) number).list().ofMinSize(1).ofMaxSize(4))
            .as((left, negated, members) -> new Membership(left, negated, members)),
        Combinators.combine(
                Arbitraries.oneOf(texts(), numberProperties()), Arbitraries.of(true, false))
            .as((left, absent) -> new Presence(left, absent)),
        flags().map(Truth::new),
        Combinators.combine(
                flags(),
                Arbitraries.of(Operator.EQUAL, Operator.NOT_EQUAL),
                Arbitraries.of(true, false))
            .as(
                (left, operator, right) ->
                    new Comparison(left, operator, new BooleanLiteral(right))));
  }

  private static Arbitrary<Property> flags() {
    return Arbitraries.of(
        new Property("Risk", "present"),
        new Property("Activity", "warm"),
        new Property("Listed", "block"),
        new Property("Listed", "watchDevice"),
        new Property("Listed", "allowMerchant"));
  }

  private static Arbitrary<Operator> order() {
    return Arbitraries.of(
        Operator.EQUAL,
        Operator.NOT_EQUAL,
        Operator.LESS,
        Operator.LESS_OR_EQUAL,
        Operator.GREATER,
        Operator.GREATER_OR_EQUAL);
  }

  /** Numbers with at least one property in them. */
  private static Arbitrary<Operand> numbers() {
    return numbers(3);
  }

  private static Arbitrary<Operand> numbers(int depth) {
    Arbitrary<Operand> properties = numberProperties().map(property -> property);
    if (depth == 0) {
      return properties;
    }
    Arbitrary<Operand> literals = numberLiterals().map(number -> number);
    Arbitrary<Operand> computed =
        Combinators.combine(
                numbers(depth - 1),
                Arbitraries.of('+', '-', '*', '/'),
                Arbitraries.oneOf(literals, numbers(depth - 1)))
            .as((left, operator, right) -> new Arithmetic(left, operator, right));
    return Arbitraries.frequencyOf(Tuple.of(2, properties), Tuple.of(1, computed));
  }

  private static Arbitrary<Property> numberProperties() {
    return Arbitraries.of(
        new Property("Transaction", "amount"),
        new Property("Transaction", "amountMinor"),
        new Property("Transaction", "hour"),
        new Property("Transaction", "latitude"),
        new Property("Activity", "payments"),
        new Property("Activity", "spent"),
        new Property("Activity", "sinceLast"),
        new Property("Risk", "score"),
        new Property("Risk", "version"));
  }

  private static Arbitrary<Property> texts() {
    return Arbitraries.of(
        new Property("Transaction", "merchantId"),
        new Property("Transaction", "deviceId"),
        new Property("Transaction", "transactionId"),
        new Property("Activity", "lastCountry"),
        new Property("Risk", "reason"),
        new Property("Listed", "blockEntry"));
  }

  private static Arbitrary<NumberLiteral> numberLiterals() {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.valueOf(-5), BigDecimal.valueOf(300))
        .ofScale(2)
        .map(NumberLiteral::new);
  }

  private static Arbitrary<TextLiteral> textLiterals() {
    return Arbitraries.of("m1", "m2", "d1", "FR", "m", "", "with \"quotes\"", "back\\slash", "é")
        .map(TextLiteral::new);
  }
}
