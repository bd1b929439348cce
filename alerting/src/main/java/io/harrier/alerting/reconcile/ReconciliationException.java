package io.harrier.alerting.reconcile;

/** The topic or the table cannot be read; the message says which, the cause why. */
public final class ReconciliationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReconciliationException(String attempt, Throwable cause) {
    super("%s failed: %s".formatted(attempt, cause.getMessage()), cause);
  }
}
