package io.harrier.engine.signature;

/** A release that no registry stands for: nothing of it may be loaded. */
public final class InvalidSignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidSignatureException(String message) {
    super(message);
  }
}
