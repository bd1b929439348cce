package io.harrier.engine.compile;

/** The rules take more time or memory to compile than a release gets. */
public final class CompilationLimitException extends CompilationException {
  private static final long serialVersionUID = 1L;

  CompilationLimitException(String message, Throwable cause) {
    super(message, cause);
  }
}
