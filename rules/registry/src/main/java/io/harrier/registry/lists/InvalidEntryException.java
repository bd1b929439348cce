package io.harrier.registry.lists;

import io.harrier.registry.RegistryException;

/** What was to be listed cannot be; the message says why, and what could. */
public final class InvalidEntryException extends RegistryException {
  private static final long serialVersionUID = 1L;

  InvalidEntryException(String message, Throwable cause) {
    super(message, cause);
  }
}
