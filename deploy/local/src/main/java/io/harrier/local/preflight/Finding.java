package io.harrier.local.preflight;

import java.util.Objects;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param detail what was found; of a problem also what it would do, and what to change
 */
public record Finding(String check, Level level, String detail) {

  /** How bad it is. */
  public enum Level {
    OK,
    /** Works, but not as it should in production. */
    WARNING,
    PROBLEM
  }

  public Finding {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(detail, "detail");
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Level.OK, detail);
  }

  static Finding warning(String check, String detail) {
    return new Finding(check, Level.WARNING, detail);
  }

  static Finding problem(String check, String detail) {
    return new Finding(check, Level.PROBLEM, detail);
  }
}
