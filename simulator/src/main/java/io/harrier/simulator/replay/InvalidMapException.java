package io.harrier.simulator.replay;

/** A map of columns that cannot be: where, and what is wrong with it. */
public final class InvalidMapException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidMapException(String message) {
    super(message);
  }
}
