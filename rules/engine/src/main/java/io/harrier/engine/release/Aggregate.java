package io.harrier.engine.release;

/** How a feature condenses the transactions of its window into one value. */
public enum Aggregate {
  /** How many. */
  COUNT,
  /** Sum of an amount; only transactions in the currency of the evaluated one are added. */
  SUM,
  MIN,
  MAX,
  /** Arithmetic mean, rounded half-even to two more digits than the currency has. */
  AVG,
  /** How many different values. */
  DISTINCT,
  /** The value at the newest transaction before the evaluated one. */
  LAST,
  /** Whole seconds since the newest transaction before the evaluated one. */
  ELAPSED,
  /** Kilometres per hour from the newest located transaction before the evaluated one. */
  SPEED
}
