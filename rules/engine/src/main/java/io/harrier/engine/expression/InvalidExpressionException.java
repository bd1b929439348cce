package io.harrier.engine.expression;

/** A condition that is not understood, or not allowed. */
public final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  InvalidExpressionException(String message, int line) {
    super(message);
    this.line = line;
  }

  /** In which line of the text, counted from 0. */
  public int line() {
    return line;
  }
}
