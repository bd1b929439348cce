package io.harrier.local;

/**
 * What a command could not do. The message is for people: one sentence that names what was wrong,
 * where, and what to do about it.
 */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
