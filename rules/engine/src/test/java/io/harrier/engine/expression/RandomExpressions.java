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
import io.harrier.model.chance.Draw;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.Set;

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

  public static Expression expression(Random random) {
    return expression(random, 4);
  }

  private static Expression expression(Random random, int depth) {
    if (depth == 0) {
      return condition(random);
    }
    return switch (random.nextInt(6)) {
      case 0 -> new And(Draw.list(random, 2, 3, () -> expression(random, depth - 1)));
      case 1 -> new Or(Draw.list(random, 2, 3, () -> expression(random, depth - 1)));
      case 2 -> new Not(expression(random, depth - 1));
      default -> condition(random);
    };
  }

  private static Expression condition(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> new Comparison(number(random), order(random), number(random));
      case 1 ->
          new Comparison(
              numberProperty(random),
              order(random),
              new NumberLiteral(BigDecimal.valueOf(Draw.between(random, -5, 300))));
      case 2 ->
          new Comparison(
              textProperty(random),
              Draw.oneOf(
                  random,
                  Operator.EQUAL,
                  Operator.NOT_EQUAL,
                  Operator.STARTS_WITH,
                  Operator.ENDS_WITH),
              random.nextBoolean() ? textLiteral(random) : textProperty(random));
      case 3 ->
          new Comparison(
              textProperty(random),
              Operator.LIKE,
              new TextLiteral(Draw.oneOf(random, "m*", "*1", "?1", "*", "", "d?", "*o*", "m1")));
      case 4 ->
          new Membership(
              textProperty(random),
              random.nextBoolean(),
              Draw.list(random, 1, 4, () -> textLiteral(random)));
      case 5 ->
          new Membership(
              numberProperty(random),
              random.nextBoolean(),
              Draw.list(random, 1, 4, () -> numberLiteral(random)));
      case 6 ->
          new Presence(
              random.nextBoolean() ? textProperty(random) : numberProperty(random),
              random.nextBoolean());
      case 7 -> new Truth(flag(random));
      default ->
          new Comparison(
              flag(random),
              Draw.oneOf(random, Operator.EQUAL, Operator.NOT_EQUAL),
              new BooleanLiteral(random.nextBoolean()));
    };
  }

  private static Property flag(Random random) {
    return Draw.oneOf(
        random,
        new Property("Risk", "present"),
        new Property("Activity", "warm"),
        new Property("Listed", "block"),
        new Property("Listed", "watchDevice"),
        new Property("Listed", "allowMerchant"));
  }

  private static Operator order(Random random) {
    return Draw.oneOf(
        random,
        Operator.EQUAL,
        Operator.NOT_EQUAL,
        Operator.LESS,
        Operator.LESS_OR_EQUAL,
        Operator.GREATER,
        Operator.GREATER_OR_EQUAL);
  }

  /** A number with at least one property in it. */
  private static Operand number(Random random) {
    return number(random, 3);
  }

  private static Operand number(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return numberProperty(random);
    }
    return new Arithmetic(
        number(random, depth - 1),
        Draw.oneOf(random, '+', '-', '*', '/'),
        random.nextBoolean() ? numberLiteral(random) : number(random, depth - 1));
  }

  private static Property numberProperty(Random random) {
    return Draw.oneOf(
        random,
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

  private static Property textProperty(Random random) {
    return Draw.oneOf(
        random,
        new Property("Transaction", "merchantId"),
        new Property("Transaction", "deviceId"),
        new Property("Transaction", "transactionId"),
        new Property("Activity", "lastCountry"),
        new Property("Risk", "reason"),
        new Property("Listed", "blockEntry"));
  }

  private static Literal numberLiteral(Random random) {
    return new NumberLiteral(BigDecimal.valueOf(Draw.between(random, -500, 30_000), 2));
  }

  private static Literal textLiteral(Random random) {
    return new TextLiteral(
        Draw.oneOf(random, "m1", "m2", "d1", "FR", "m", "", "with \"quotes\"", "back\\slash", "é"));
  }
}
