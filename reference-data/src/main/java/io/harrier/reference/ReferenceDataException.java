package io.harrier.reference;

/** Reference data cannot be captured; the message says what was wrong, where, and what to do. */
public final class ReferenceDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReferenceDataException(String message) {
    super(message);
  }

  ReferenceDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
