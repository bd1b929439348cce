package io.harrier.alerting.casework;

/** The case tables cannot be read or written; the cause says why. */
public final class CaseStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CaseStoreException(String attempt, Throwable cause) {
    super("%s failed: %s".formatted(attempt, cause.getMessage()), cause);
  }
}
