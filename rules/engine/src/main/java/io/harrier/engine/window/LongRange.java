package io.harrier.engine.window;

import io.harrier.engine.expression.Expression.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The whole numbers from low to high, none when low is above high. */
record LongRange(long low, long high) {
  private static final LongRange NONE = new LongRange(1, 0);
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  /** The numbers that compare with the limit; {@code NOT_EQUAL} gives those that are equal. */
  static LongRange of(Operator operator, BigDecimal limit) {
    BigInteger floor = limit.setScale(0, RoundingMode.FLOOR).unscaledValue();
    BigInteger ceiling = limit.setScale(0, RoundingMode.CEILING).unscaledValue();
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> between(ceiling, floor);
      case LESS -> between(MIN, ceiling.subtract(BigInteger.ONE));
      case LESS_OR_EQUAL -> between(MIN, floor);
      case GREATER -> between(floor.add(BigInteger.ONE), MAX);
      case GREATER_OR_EQUAL -> between(ceiling, MAX);
      case STARTS_WITH, ENDS_WITH, LIKE ->
          throw new IllegalArgumentException(operator.symbol() + " cannot be used with a number");
    };
  }

  private static LongRange between(BigInteger low, BigInteger high) {
    BigInteger from = low.max(MIN);
    BigInteger to = high.min(MAX);
    return from.compareTo(to) > 0 ? NONE : new LongRange(from.longValue(), to.longValue());
  }
}
