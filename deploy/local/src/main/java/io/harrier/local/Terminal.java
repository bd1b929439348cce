package io.harrier.local;

/** Whether a person is watching. */
public final class Terminal {
  private Terminal() {}

  /**
   * Whether input and output both belong to a terminal. The launcher sets {@code jdk.console}, so
   * that this means the same on every Java: since 22 there is a console without a terminal, too.
   */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isAttached() {
    return System.console() != null;
  }
}
