package io.harrier.engine.expression;

import io.harrier.engine.expression.Expression.Property;
import io.harrier.engine.vocabulary.Fact;
import io.harrier.engine.vocabulary.Vocabulary;
import java.util.Map;
import java.util.Set;

/**
 * What names in a condition mean.
 *
 * @param fact whose properties are named without a prefix
 * @param facts which facts may be spoken of at all, {@code Risk.score}
 * @param bindings variables such as {@code $country}, and what they stand for
 */
public record NameScope(
    Vocabulary vocabulary, Fact fact, Set<Fact> facts, Map<String, Property> bindings) {

  public NameScope {
    facts = Set.copyOf(facts);
    bindings = Map.copyOf(bindings);
  }

  /** Nothing but the transaction: what a feature's {@code where} can speak of. */
  public static final NameScope TRANSACTION =
      new NameScope(
          Vocabulary.WITHOUT_FEATURES, Fact.TRANSACTION, Set.of(Fact.TRANSACTION), Map.of());
}
