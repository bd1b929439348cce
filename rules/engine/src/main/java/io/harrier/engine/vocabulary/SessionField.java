package io.harrier.engine.vocabulary;

import java.util.Optional;

/** What rules can ask of a closed session. */
public enum SessionField implements FactField {
  /** Event time of its first transaction, epoch milliseconds. */
  START("start", ValueType.INTEGER),
  /** Event time of its last transaction, epoch milliseconds. */
  END("end", ValueType.INTEGER),
  /** Whole seconds from the first transaction to the last. */
  DURATION_SECONDS("durationSeconds", ValueType.INTEGER),
  /** How many transactions. */
  COUNT("count", ValueType.INTEGER),
  /** How many of them were declined. */
  DECLINED("declined", ValueType.INTEGER),
  /** Sum in major units of {@link #CURRENCY}. */
  AMOUNT("amount", ValueType.DECIMAL),
  CURRENCY("currency", ValueType.TEXT),
  /** How many different merchants. */
  MERCHANTS("merchants", ValueType.INTEGER),
  /** How many different countries. */
  COUNTRIES("countries", ValueType.INTEGER);

  private final String fieldName;
  private final ValueType type;

  SessionField(String fieldName, ValueType type) {
    this.fieldName = fieldName;
    this.type = type;
  }

  public static Optional<SessionField> named(String name) {
    return FactField.named(values(), name);
  }

  @Override
  public Fact fact() {
    return Fact.SESSION;
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
