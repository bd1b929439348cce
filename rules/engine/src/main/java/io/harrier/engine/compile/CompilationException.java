package io.harrier.engine.compile;

/** The compiler failed on rules that are valid: a fault of the installation, or of Harrier. */
public class CompilationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CompilationException(String message, Throwable cause) {
    super(message, cause);
  }
}
