package io.harrier.engine.compile;

import io.harrier.engine.expression.Expression.Arithmetic;
import io.harrier.engine.expression.Expression.BooleanLiteral;
import io.harrier.engine.expression.Expression.NumberLiteral;
import io.harrier.engine.expression.Expression.Operand;
import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.expression.Expression.TextLiteral;
import io.harrier.engine.release.FeatureDefinition;
import io.harrier.engine.release.ReleaseDefinition;
import io.harrier.engine.vocabulary.ValueType;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Prints operands as accesses to the one fact of a compiled rule. */
final class OperandPrinter {
  /** A text that may stand in compiled code; any other goes into the table. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:@-]{1,60}");

  private final Vocabulary vocabulary;
  private final List<String> features;
  private final ConstantTable constants;

  OperandPrinter(ReleaseDefinition release, ConstantTable constants) {
    this.vocabulary = release.vocabulary();
    this.features = release.features().stream().map(FeatureDefinition::name).toList();
    this.constants = constants;
  }

  ValueType typeOf(Operand operand) {
    if (operand instanceof Property property) {
      return vocabulary.typeOf(property.owner(), property.name()).orElseThrow();
    } else if (operand instanceof TextLiteral) {
      return ValueType.TEXT;
    } else if (operand instanceof BooleanLiteral) {
      return ValueType.BOOLEAN;
    }
    return ValueType.DECIMAL;
  }

  static boolean isPlain(Operand operand) {
    return operand instanceof TextLiteral text && PLAIN.matcher(text.value()).matches();
  }

  /** A getter of a whole number. */
  boolean isInteger(Operand operand) {
    return operand instanceof Property && typeOf(operand) == ValueType.INTEGER;
  }

  /** As {@code long} or, if it can be absent, {@code Long}. */
  String whole(Operand operand) {
    return getter((Property) operand);
  }

  /** As {@code BigDecimal}. */
  String decimal(Operand operand) {
    if (operand instanceof NumberLiteral number) {
      return "number(" + constants.number(number.value()) + ")";
    } else if (operand instanceof Arithmetic arithmetic) {
      return "Compare."
          + function(arithmetic.operator())
          + "("
          + decimal(arithmetic.left())
          + ", "
          + decimal(arithmetic.right())
          + ")";
    }
    Property property = (Property) operand;
    return typeOf(property) == ValueType.INTEGER
        ? "Compare.decimal(" + getter(property) + ")"
        : getter(property);
  }

  /** As {@code String}. */
  String text(Operand operand) {
    if (operand instanceof TextLiteral literal) {
      return isPlain(literal)
          ? "\"" + literal.value() + "\""
          : "word(" + constants.text(literal.value()) + ")";
    }
    return getter((Property) operand);
  }

  /** As {@code boolean}. */
  String bool(Operand operand) {
    return operand instanceof BooleanLiteral literal
        ? Boolean.toString(literal.value())
        : getter((Property) operand);
  }

  private String getter(Property property) {
    String name = property.name();
    return switch (property.owner()) {
      case TRANSACTION, SESSION -> name;
      case RISK -> prefixed("risk", name);
      case LISTED -> prefixed("listed", name);
      case ACTIVITY ->
          name.equals(Vocabulary.WARM) ? name : FactPrinter.property(features.indexOf(name));
    };
  }

  private static String prefixed(String prefix, String name) {
    return prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String function(char operator) {
    return switch (operator) {
      case '+' -> "add";
      case '-' -> "subtract";
      case '*' -> "multiply";
      case '/' -> "divide";
      default -> throw new IllegalArgumentException("unknown operator " + operator);
    };
  }
}
