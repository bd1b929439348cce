package io.harrier.engine.vocabulary;

import java.util.Optional;

/** What rules can ask of a user's risk score; all but {@link #PRESENT} is absent without one. */
public enum RiskField implements FactField {
  /** 0 (no risk) to 1. */
  SCORE("score", ValueType.DECIMAL),
  VERSION("version", ValueType.INTEGER),
  /** Why, in words. */
  REASON("reason", ValueType.TEXT),
  /** Whether the user has a score at all. */
  PRESENT("present", ValueType.BOOLEAN);

  private final String fieldName;
  private final ValueType type;

  RiskField(String fieldName, ValueType type) {
    this.fieldName = fieldName;
    this.type = type;
  }

  public static Optional<RiskField> named(String name) {
    return FactField.named(values(), name);
  }

  @Override
  public Fact fact() {
    return Fact.RISK;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }

  @Override
  public ValueType type() {
    return type;
  }
}
