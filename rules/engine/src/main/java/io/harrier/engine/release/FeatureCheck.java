package io.harrier.engine.release;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Membership;
import io.harrier.engine.expression.Expression.Not;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Operator;
import io.harrier.engine.expression.Expression.Or;
import io.harrier.engine.expression.Expression.Presence;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a feature can be computed from what is remembered of a user. Amounts are summed, compared
 * and averaged; texts are counted, remembered and compared with the evaluated transaction's; of ids
 * nothing but a hash is kept.
 */
public final class FeatureCheck {
  private static final Operand ID = Property.of(TransactionField.TRANSACTION_ID);

  private FeatureCheck() {}

  /** Why it cannot, or nothing when it can. */
  public static Optional<String> problemOf(FeatureDefinition feature) {
    return aggregate(feature)
        .or(() -> same(feature.same()))
        .or(() -> feature.where().flatMap(FeatureCheck::where));
  }

  private static Optional<String> aggregate(FeatureDefinition feature) {
    Aggregate aggregate = feature.aggregate();
    TransactionField of = feature.of().orElse(null);
    boolean suits =
        switch (aggregate) {
          case COUNT, ELAPSED, SPEED -> true;
          case SUM, MIN, MAX, AVG -> of == TransactionField.AMOUNT;
          case DISTINCT -> of != null && of.type() == ValueType.TEXT;
          case LAST ->
              of != null && of.type() == ValueType.TEXT && of != TransactionField.TRANSACTION_ID;
        };
    return suits
        ? Optional.empty()
        : Optional.of(aggregate + " cannot be of " + (of == null ? "nothing" : of.fieldName()));
  }

  private static Optional<String> same(List<TransactionField> fields) {
    return fields.stream()
        .filter(field -> field.type() != ValueType.TEXT)
        .findFirst()
        .map(field -> "\"same\" compares texts only, and " + field.fieldName() + " is none");
  }

  private static Optional<String> where(Expression condition) {
    if (condition instanceof And and) {
      return first(and.terms());
    } else if (condition instanceof Or or) {
      return first(or.terms());
    } else if (condition instanceof Not not) {
      return where(not.term());
    } else if (condition instanceof Presence presence) {
      return presence.left() instanceof Property
          ? Optional.empty()
          : Optional.of("only a property can be compared with null");
    } else if (condition instanceof Comparison comparison && !isOfId(comparison)) {
      return Stream.of(comparison.left(), comparison.right())
          .filter(FeatureCheck::speaksOfId)
          .findFirst()
          .map(
              id ->
                  "of earlier transactions only a hash of the id is kept: transactionId can only be"
                      + " compared with texts, by ==, != and in");
    } else if (condition instanceof Membership membership && !membership.left().equals(ID)) {
      return where(new Comparison(membership.left(), Operator.EQUAL, membership.members().get(0)));
    }
    return Optional.empty();
  }

  private static Optional<String> first(List<Expression> terms) {
    return terms.stream().flatMap(term -> where(term).stream()).findFirst();
  }

  /** The id, and a text that it is or is not. */
  private static boolean isOfId(Comparison comparison) {
    boolean equality =
        comparison.operator() == Operator.EQUAL || comparison.operator() == Operator.NOT_EQUAL;
    Operand left = comparison.left();
    Operand right = comparison.right();
    return equality
        && ((left.equals(ID) && right instanceof TextLiteral)
            || (right.equals(ID) && left instanceof TextLiteral));
  }

  private static boolean speaksOfId(Operand operand) {
    return operand.equals(ID)
        || (operand instanceof Arithmetic arithmetic
            && (speaksOfId(arithmetic.left()) || speaksOfId(arithmetic.right())));
  }
}
