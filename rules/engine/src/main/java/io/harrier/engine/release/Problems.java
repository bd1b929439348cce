package io.harrier.engine.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a release, so that all of it can be mended at once. */
final class Problems {
  private static final int MAX = 200;

  private final List<Problem> found = new ArrayList<>();
  private final int max;

  Problems() {
    this(MAX);
  }

  private Problems(int max) {
    this.max = max;
  }

  /** Leaves none out: for what is summed up before anybody sees it. */
  static Problems all() {
    return new Problems(Integer.MAX_VALUE);
  }

  void add(String file, int line, String message) {
    if (found.size() < max) {
      found.add(new Problem(file, line, message));
    }
  }

  /** In the order in which they were found. */
  List<Problem> found() {
    return List.copyOf(found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void throwIfAny() throws InvalidReleaseException {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
      throw new InvalidReleaseException(found);
    }
  }
}
