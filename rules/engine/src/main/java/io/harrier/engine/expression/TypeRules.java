package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.BooleanLiteral;
import io.harrier.engine.expression.Expression.Comparison;
import io.harrier.engine.expression.Expression.Literal;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.Glob;
import io.harrier.engine.vocabulary.Spelling;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.ValueType;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which operands can be compared with which. A returned text says what is wrong. */
final class TypeRules {
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final Vocabulary vocabulary;

  TypeRules(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  ValueType typeOf(Operand operand) {
    if (operand instanceof Property property) {
      return vocabulary.typeOf(property.owner(), property.name()).orElseThrow();
    } else if (operand instanceof Arithmetic arithmetic) {
      boolean whole =
          arithmetic.operator() != '/'
              && typeOf(arithmetic.left()) == ValueType.INTEGER
              && typeOf(arithmetic.right()) == ValueType.INTEGER;
      return whole ? ValueType.INTEGER : ValueType.DECIMAL;
    } else if (operand instanceof NumberLiteral number) {
      return number.value().scale() <= 0 ? ValueType.INTEGER : ValueType.DECIMAL;
    }
    return operand instanceof TextLiteral ? ValueType.TEXT : ValueType.BOOLEAN;
  }

  Optional<String> problemOf(Comparison comparison) {
    Operand left = comparison.left();
    Operand right = comparison.right();
    if (isConstant(left) && isConstant(right)) {
      return Optional.of("this compares two constants, which is always the same");
    }
    if (!sameKind(typeOf(left), typeOf(right))) {
      return Optional.of(
          shown(left) + " cannot be compared with " + shown(right) + ", their types differ");
    }
    ValueType type = typeOf(left);
    boolean allowed =
        switch (comparison.operator()) {
          case EQUAL, NOT_EQUAL -> true;
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> isNumber(type);
          case STARTS_WITH, ENDS_WITH, LIKE -> type == ValueType.TEXT;
        };
    if (!allowed) {
      return Optional.of(
          "\"" + comparison.operator().symbol() + "\" cannot be used with " + shown(left));
    }
    if (comparison.operator() == Expression.Operator.LIKE
        && !(right instanceof TextLiteral glob && Glob.stars(glob.value()) <= Glob.MAX_STARS)) {
      return Optional.of(
          "the right side of str[like] is a text with at most " + Glob.MAX_STARS + " *");
    }
    boolean whole =
        comparison.operator() == Expression.Operator.EQUAL
            || comparison.operator() == Expression.Operator.NOT_EQUAL;
    return whole ? valueProblem(left, right).or(() -> valueProblem(right, left)) : Optional.empty();
  }

  Optional<String> problemOf(Operand left, List<Literal> members) {
    if (isConstant(left)) {
      return Optional.of("the left side of \"in\" must be a property");
    }
    if (typeOf(left) == ValueType.BOOLEAN) {
      return Optional.of(shown(left) + " cannot be used with \"in\"");
    }
    for (Literal member : members) {
      if (!sameKind(typeOf(left), typeOf(member))) {
        return Optional.of(shown(left) + " can never be " + shown(member) + ", their types differ");
      }
      Optional<String> problem = valueProblem(left, member);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  Optional<String> problemOf(Arithmetic arithmetic) {
    for (Operand operand : List.of(arithmetic.left(), arithmetic.right())) {
      if (!isNumber(typeOf(operand))) {
        return Optional.of(
            "\"" + arithmetic.operator() + "\" needs numbers, and " + shown(operand) + " is none");
      }
    }
    return Optional.empty();
  }

  /** A text literal that a property of limited values never has. */
  private Optional<String> valueProblem(Operand operand, Operand literal) {
    if (!(operand instanceof Property property) || !(literal instanceof TextLiteral text)) {
      return Optional.empty();
    }
    String value = text.value();
    List<String> values = vocabulary.valuesOf(property.owner(), property.name());
    if (!values.isEmpty() && !values.contains(value)) {
      return Optional.of(
          property.name()
              + " is never \""
              + value
              + "\""
              + Spelling.nearest(value, values)
                  .map(near -> ", did you mean \"" + near + "\"?")
                  .orElse(", it is one of " + String.join(", ", values)));
    }
    if (isField(property, TransactionField.COUNTRY) && !COUNTRY.matcher(value).matches()) {
      return Optional.of(
          "\"" + value + "\" is not a country code: two capital letters, such as \"FR\"");
    }
    if (isField(property, TransactionField.CURRENCY) && !CURRENCY.matcher(value).matches()) {
      return Optional.of(
          "\"" + value + "\" is not a currency code: three capital letters, such as \"EUR\"");
    }
    return Optional.empty();
  }

  private String shown(Operand operand) {
    return ExpressionPrinter.print(operand)
        + " ("
        + typeOf(operand).name().toLowerCase(Locale.ROOT)
        + ")";
  }

  private static boolean isField(Property property, TransactionField field) {
    return property.fact().equals(Fact.TRANSACTION.factName())
        && property.name().equals(field.fieldName());
  }

  private static boolean isConstant(Operand operand) {
    return operand instanceof NumberLiteral
        || operand instanceof TextLiteral
        || operand instanceof BooleanLiteral
        || (operand instanceof Arithmetic arithmetic
            && isConstant(arithmetic.left())
            && isConstant(arithmetic.right()));
  }

  private static boolean sameKind(ValueType left, ValueType right) {
    return left == right || (isNumber(left) && isNumber(right));
  }

  static boolean isNumber(ValueType type) {
    return type == ValueType.INTEGER || type == ValueType.DECIMAL;
  }
}
