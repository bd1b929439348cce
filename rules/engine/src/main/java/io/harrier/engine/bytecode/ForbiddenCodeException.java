package io.harrier.engine.bytecode;

/** A compiled class does what no compiled rule may. */
public final class ForbiddenCodeException extends Exception {
  private static final long serialVersionUID = 1L;

  ForbiddenCodeException(String message) {
    super(message);
  }
}
