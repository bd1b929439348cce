package io.harrier.engine.bundle;

/** Bytes that cannot be loaded as a release: what is wrong with them. */
public final class InvalidBundleException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidBundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
