package io.harrier.engine.release;

import io.harrier.engine.expression.Expression;
import io.harrier.engine.vocabulary.TransactionField;
import io.harrier.engine.vocabulary.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A window feature as declared in {@code features.yaml}.
 *
 * @param name how rules call it: {@code Activity( name > 3 )}
 * @param of the field that is aggregated; absent for COUNT, ELAPSED and SPEED
 * @param where which transactions count; speaks of {@code Transaction} only
 * @param same fields in which a transaction must equal the evaluated one to count
 */
public record FeatureDefinition(
    String name,
    Aggregate aggregate,
    Optional<TransactionField> of,
    Optional<Expression> where,
    List<TransactionField> same,
    Window window) {

  public FeatureDefinition {
    Objects.requireNonNull(name, "name");
    same = List.copyOf(same);
  }

  /** The type of the feature's value, as rules see it. */
  public ValueType valueType() {
    return switch (aggregate) {
      case COUNT, DISTINCT, ELAPSED -> ValueType.INTEGER;
      case SUM, MIN, MAX, AVG, SPEED -> ValueType.DECIMAL;
      case LAST -> of.orElseThrow().type();
    };
  }
}
