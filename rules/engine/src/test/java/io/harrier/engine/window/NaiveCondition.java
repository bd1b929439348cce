package io.harrier.engine.window;

import io.harrier.engine.expression.Expression;
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
import io.harrier.engine.vocabulary.Globs;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.model.Transaction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;

/** Conditions on one transaction, interpreted; written to be obvious. */
final class NaiveCondition {
  private NaiveCondition() {}

  static boolean holds(Expression expression, Transaction transaction) {
    if (expression instanceof And and) {
      return and.terms().stream().allMatch(term -> holds(term, transaction));
    } else if (expression instanceof Or or) {
      return or.terms().stream().anyMatch(term -> holds(term, transaction));
    } else if (expression instanceof Not not) {
      return !holds(not.term(), transaction);
    } else if (expression instanceof Comparison comparison) {
      Object left = value(comparison.left(), transaction);
      Object right = value(comparison.right(), transaction);
      return left != null && right != null && compare(left, comparison.operator(), right);
    } else if (expression instanceof Membership membership) {
      Object left = value(membership.left(), transaction);
      return left != null && contains(membership, left) != membership.negated();
    } else if (expression instanceof Presence presence) {
      return (value(presence.left(), transaction) == null) == presence.absent();
    }
    throw new IllegalArgumentException("not a condition on transactions: " + expression);
  }

  /** A field's value as a String or a BigDecimal, or null. */
  static Object field(TransactionField field, Transaction t) {
    return switch (field) {
      case TRANSACTION_ID -> t.transactionId();
      case EVENT_TIME -> BigDecimal.valueOf(t.eventTime());
      case AMOUNT ->
          BigDecimal.valueOf(
              t.amountMinor(), Currency.getInstance(t.currency()).getDefaultFractionDigits());
      case AMOUNT_MINOR -> BigDecimal.valueOf(t.amountMinor());
      case CURRENCY -> t.currency();
      case TYPE -> t.type().name();
      case CHANNEL -> t.channel().name();
      case STATUS -> t.status().name();
      case MERCHANT_ID -> t.merchantId();
      case TERMINAL_ID -> t.terminalId();
      case MCC -> t.mcc();
      case CARD_TOKEN -> t.cardToken();
      case DEVICE_ID -> t.deviceId();
      case IP_ADDRESS -> t.ipAddress();
      case COUNTERPARTY_ID -> t.counterpartyId();
      case COUNTRY -> t.country();
      case LATITUDE -> t.isLocated() ? BigDecimal.valueOf(t.latitude()) : null;
      case LONGITUDE -> t.isLocated() ? BigDecimal.valueOf(t.longitude()) : null;
      case HOUR ->
          BigDecimal.valueOf(
              Instant.ofEpochMilli(t.eventTime()).atOffset(ZoneOffset.UTC).getHour());
      case DAY_OF_WEEK ->
          BigDecimal.valueOf(
              Instant.ofEpochMilli(t.eventTime())
                  .atOffset(ZoneOffset.UTC)
                  .getDayOfWeek()
                  .getValue());
    };
  }

  private static boolean contains(Membership membership, Object left) {
    for (Literal member : membership.members()) {
      if (compare(left, Operator.EQUAL, value(member, null))) {
        return true;
      }
    }
    return false;
  }

  private static boolean compare(Object left, Operator operator, Object right) {
    return switch (operator) {
      case EQUAL -> order(left, right) == 0;
      case NOT_EQUAL -> order(left, right) != 0;
      case LESS -> order(left, right) < 0;
      case LESS_OR_EQUAL -> order(left, right) <= 0;
      case GREATER -> order(left, right) > 0;
      case GREATER_OR_EQUAL -> order(left, right) >= 0;
      case STARTS_WITH -> ((String) left).startsWith((String) right);
      case ENDS_WITH -> ((String) left).endsWith((String) right);
      case LIKE -> Globs.matches(left.toString(), right.toString());
    };
  }

  private static int order(Object left, Object right) {
    return left instanceof BigDecimal number
        ? number.compareTo((BigDecimal) right)
        : ((String) left).compareTo((String) right);
  }

  private static Object value(Operand operand, Transaction transaction) {
    if (operand instanceof Property property) {
      return field(TransactionField.named(property.name()).orElseThrow(), transaction);
    } else if (operand instanceof Arithmetic arithmetic) {
      BigDecimal left = (BigDecimal) value(arithmetic.left(), transaction);
      BigDecimal right = (BigDecimal) value(arithmetic.right(), transaction);
      if (left == null || right == null) {
        return null;
      }
      return switch (arithmetic.operator()) {
        case '+' -> left.add(right);
        case '-' -> left.subtract(right);
        case '*' -> left.multiply(right);
        default -> right.signum() == 0 ? null : left.divide(right, MathContext.DECIMAL128);
      };
    } else if (operand instanceof NumberLiteral number) {
      return number.value();
    } else if (operand instanceof BooleanLiteral truth) {
      return Boolean.toString(truth.value());
    }
    return ((TextLiteral) operand).value();
  }
}
