package io.harrier.model.topic;

/** Headers of a record on {@code transactions.late}; values are UTF-8 text. */
public final class LateHeaders {
  /** How far behind the user's newest transaction it was, milliseconds. */
  public static final String LATE_BY_MILLIS = "late-by-ms";

  private LateHeaders() {}
}
