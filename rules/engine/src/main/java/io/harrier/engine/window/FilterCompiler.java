package io.harrier.engine.window;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.expression.Expression.And;
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
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a feature's {@code where} into a filter over columns. A comparison or membership with an
 * absent value is false, whatever the operator; {@code not} then makes it true.
 */
final class FilterCompiler {
  private FilterCompiler() {}

  /**
   * @throws IllegalArgumentException if the condition asks for something that a history lacks
   */
  static RowFilter compile(Expression expression) {
    if (expression instanceof And and) {
      return new RowFilter.And(and.terms().stream().map(FilterCompiler::compile).toList());
    } else if (expression instanceof Or or) {
      return new RowFilter.Or(or.terms().stream().map(FilterCompiler::compile).toList());
    } else if (expression instanceof Not not) {
      return new RowFilter.Not(compile(not.term()));
    } else if (expression instanceof Comparison comparison) {
      return comparison(comparison);
    } else if (expression instanceof Membership membership) {
      return membership(membership);
    } else if (expression instanceof Presence presence) {
      return presence(presence);
    }
    throw new IllegalArgumentException(
        "a transaction has no property that is true or false: "
            + ((Truth) expression).property().name());
  }

  static TransactionField fieldOf(Property property) {
    if (!property.fact().equals("Transaction")) {
      throw new IllegalArgumentException(
          "a feature's \"where\" speaks of Transaction only, not of " + property.fact());
    }
    return TransactionField.named(property.name())
        .orElseThrow(() -> new IllegalArgumentException("a transaction has no " + property.name()));
  }

  private static RowFilter comparison(Comparison comparison) {
    if (comparison.left() instanceof Property property
        && comparison.right() instanceof Literal literal) {
      return withLiteral(comparison, fieldOf(property), comparison.operator(), literal);
    } else if (comparison.right() instanceof Property property
        && comparison.left() instanceof Literal literal
        && isOrder(comparison.operator())) {
      return withLiteral(comparison, fieldOf(property), turned(comparison.operator()), literal);
    }
    return general(comparison);
  }

  private static RowFilter withLiteral(
      Comparison comparison, TransactionField field, Operator operator, Literal literal) {
    if (literal instanceof NumberLiteral number
        && field.type() != ValueType.TEXT
        && isOrder(operator)) {
      return new NumberFilter(field, operator, number.value());
    } else if (literal instanceof TextLiteral text && field.type() == ValueType.TEXT) {
      String value = text.value();
      boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
      if (equality) {
        return oneOf(field, List.of(value), operator == Operator.NOT_EQUAL);
      } else if (EventKind.has(field)) {
        return new KindFilter(field, name -> OperatorMeaning.holds(name, operator, value));
      } else if (TextColumn.of(field) != null) {
        return TextFilter.matching(
            TextColumn.of(field), present -> OperatorMeaning.holds(present, operator, value));
      }
    }
    return general(comparison);
  }

  private static RowFilter oneOf(TransactionField field, List<String> members, boolean negated) {
    if (EventKind.has(field)) {
      return new KindFilter(field, name -> members.contains(name) != negated);
    } else if (field == TransactionField.TRANSACTION_ID) {
      return new IdFilter(members, negated);
    }
    return TextFilter.oneOf(TextColumn.of(field), members, negated);
  }

  private static RowFilter membership(Membership membership) {
    if (membership.left() instanceof Property property
        && membership.members().stream().allMatch(TextLiteral.class::isInstance)
        && fieldOf(property).type() == ValueType.TEXT) {
      List<String> members =
          membership.members().stream().map(member -> ((TextLiteral) member).value()).toList();
      return oneOf(fieldOf(property), members, membership.negated());
    }
    Operator operator = membership.negated() ? Operator.NOT_EQUAL : Operator.EQUAL;
    List<RowFilter> each = new ArrayList<>();
    for (Literal member : membership.members()) {
      each.add(comparison(new Comparison(membership.left(), operator, member)));
    }
    return membership.negated() ? new RowFilter.And(each) : new RowFilter.Or(each);
  }

  private static RowFilter presence(Presence presence) {
    if (!(presence.left() instanceof Property property)) {
      throw new IllegalArgumentException("only a property can be compared with null");
    }
    RowFilter present = PresenceFilter.of(fieldOf(property));
    return presence.absent() ? new RowFilter.Not(present) : present;
  }

  private static RowFilter general(Comparison comparison) {
    requireKept(comparison.left());
    requireKept(comparison.right());
    return new GeneralFilter(comparison);
  }

  private static void requireKept(Operand operand) {
    if (operand instanceof Expression.Arithmetic arithmetic) {
      requireKept(arithmetic.left());
      requireKept(arithmetic.right());
    } else if (operand instanceof Property property
        && fieldOf(property) == TransactionField.TRANSACTION_ID) {
      throw new IllegalArgumentException(
          "of earlier transactions only a hash of the id is kept: transactionId can only be"
              + " compared with texts, by ==, != and in");
    }
  }

  private static boolean isOrder(Operator operator) {
    return operator != Operator.STARTS_WITH
        && operator != Operator.ENDS_WITH
        && operator != Operator.LIKE;
  }

  private static Operator turned(Operator operator) {
    return switch (operator) {
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
      case EQUAL, NOT_EQUAL, STARTS_WITH, ENDS_WITH, LIKE -> operator;
    };
  }
}
