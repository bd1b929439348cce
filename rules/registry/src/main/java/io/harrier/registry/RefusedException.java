package io.harrier.registry;

/** What was asked is against the lifecycle of releases, or would rewrite what was decided. */
public final class RefusedException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String message) {
    super(message);
  }

  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
