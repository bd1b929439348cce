package io.harrier.engine.release;

import java.util.List;
import java.util.stream.Collectors;

/** A release that must not be compiled or published, with everything that was found wrong. */
public final class InvalidReleaseException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidReleaseException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
