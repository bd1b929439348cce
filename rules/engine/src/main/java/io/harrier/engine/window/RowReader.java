package io.harrier.engine.window;

import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.BooleanLiteral;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.vocabulary.MinorUnits;
import io.harrier.engine.vocabulary.TransactionField;
import java.math.BigDecimal;
import java.math.MathContext;

/** The value of any operand at one row, as a String, BigDecimal or Boolean; absent is null. */
final class RowReader {
  private RowReader() {}

  static Object value(Operand operand, EventColumns columns, int row) {
    if (operand instanceof Property property) {
      return field(FilterCompiler.fieldOf(property), columns, row);
    } else if (operand instanceof Arithmetic arithmetic) {
      Object left = value(arithmetic.left(), columns, row);
      Object right = value(arithmetic.right(), columns, row);
      return left instanceof BigDecimal a && right instanceof BigDecimal b
          ? compute(a, arithmetic.operator(), b)
          : null;
    } else if (operand instanceof NumberLiteral number) {
      return number.value();
    } else if (operand instanceof TextLiteral text) {
      return text.value();
    }
    return ((BooleanLiteral) operand).value();
  }

  private static Object field(TransactionField field, EventColumns columns, int row) {
    return switch (field) {
      case AMOUNT -> MinorUnits.toMajor(columns.amount[row], columns.currency(row));
      case AMOUNT_MINOR -> BigDecimal.valueOf(columns.amount[row]);
      case EVENT_TIME -> BigDecimal.valueOf(columns.time[row]);
      case HOUR -> BigDecimal.valueOf(EventClock.hour(columns.time[row]));
      case DAY_OF_WEEK -> BigDecimal.valueOf(EventClock.dayOfWeek(columns.time[row]));
      case LATITUDE -> degrees(columns.latitude[row]);
      case LONGITUDE -> degrees(columns.longitude[row]);
      case TRANSACTION_ID ->
          throw new IllegalStateException("the compiler refuses what needs the id itself");
      case CURRENCY,
          TYPE,
          CHANNEL,
          STATUS,
          MERCHANT_ID,
          TERMINAL_ID,
          MCC,
          CARD_TOKEN,
          DEVICE_ID,
          IP_ADDRESS,
          COUNTERPARTY_ID,
          COUNTRY ->
          columns.text(field, row);
    };
  }

  private static BigDecimal degrees(int fixed) {
    return fixed == Degrees.ABSENT ? null : Degrees.toDecimal(fixed);
  }

  private static BigDecimal compute(BigDecimal left, char operator, BigDecimal right) {
    return switch (operator) {
      case '+' -> left.add(right);
      case '-' -> left.subtract(right);
      case '*' -> left.multiply(right);
      // Like every comparison with something that isn't there, one with x / 0 is false.
      case '/' -> right.signum() == 0 ? null : left.divide(right, MathContext.DECIMAL128);
      default -> throw new IllegalArgumentException("unknown operator " + operator);
    };
  }
}
