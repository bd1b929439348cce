package io.harrier.local.flink;

/** What a failure comes down to, for people. */
public final class Causes {
  private static final String CAUSE = "Caused by: ";

  private Causes() {}

  /** The innermost cause: its class, and its message if it has one. */
  public static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    // What Flink's REST API answers is the stack trace of another process.
    String message = root.getMessage();
    return message != null && message.contains(CAUSE)
        ? rootOfTrace(message)
        : root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** The innermost cause in a printed stack trace. */
  public static String rootOfTrace(String stackTrace) {
    return stackTrace
        .lines()
        .filter(line -> line.startsWith(CAUSE))
        .reduce((first, second) -> second)
        .map(line -> line.substring(CAUSE.length()))
        .orElseGet(() -> stackTrace.lines().findFirst().orElse(""));
  }
}
