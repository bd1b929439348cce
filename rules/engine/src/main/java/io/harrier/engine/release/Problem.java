package io.harrier.engine.release;

import java.util.Objects;

/**
 * What is wrong with a release, said so that an analyst can mend it.
 *
 * @param file path within the release's folder
 * @param line counted from 1, or 0 when the whole file is meant
 */
public record Problem(String file, int line, String message) {
  public Problem {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return (line > 0 ? file + ":" + line : file) + ": " + message;
  }
}
