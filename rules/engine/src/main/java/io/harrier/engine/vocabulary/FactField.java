package io.harrier.engine.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/** Something that rules can ask of a fact, whatever the release. */
public sealed interface FactField permits TransactionField, RiskField, SessionField, ListedField {

  /** Of which fact. */
  Fact fact();

  /** The name in rules, features and patterns. */
  String fieldName();

  ValueType type();

  /** The one of these fields that has the name. */
  static <F extends FactField> Optional<F> named(F[] fields, String name) {
    return Arrays.stream(fields).filter(field -> field.fieldName().equals(name)).findFirst();
  }
}
