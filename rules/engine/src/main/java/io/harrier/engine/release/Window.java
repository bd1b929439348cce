package io.harrier.engine.release;

/** Which of a user's transactions a feature looks at. All lengths in milliseconds, positive. */
public sealed interface Window {

  /** {@code (t - size, t]}, where t is the event time of the evaluated transaction. */
  record Sliding(long size) implements Window {}

  /** From the multiple of {@code size} since the epoch at or before t, to t. */
  record Tumbling(long size) implements Window {}

  /** Back from t for as long as no two neighbours are more than {@code gap} apart. */
  record Session(long gap) implements Window {}
}
