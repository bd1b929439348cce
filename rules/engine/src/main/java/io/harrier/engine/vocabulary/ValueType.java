package io.harrier.engine.vocabulary;

/** The types an expression of a rule can have. */
public enum ValueType {
  /** {@code java.math.BigDecimal}, or a {@code double} for coordinates. */
  DECIMAL,
  /** {@code long} */
  INTEGER,
  /** {@code String}; enums are text to a rule. */
  TEXT,
  BOOLEAN
}
