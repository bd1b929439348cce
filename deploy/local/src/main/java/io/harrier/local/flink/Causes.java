package io.harrier.local.flink;

/** What a failure comes down to, for people. */
final class Causes {
  private Causes() {}

  /** The innermost cause: its class, and its message if it has one. */
  static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
