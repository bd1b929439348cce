package io.harrier.engine.vocabulary;

/** What rules can ask of a user's risk score; all but {@link #PRESENT} is absent without one. */
public enum RiskField {
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

  /** The name in rules. */
  public String fieldName() {
    return fieldName;
  }

  public ValueType type() {
    return type;
  }
}
