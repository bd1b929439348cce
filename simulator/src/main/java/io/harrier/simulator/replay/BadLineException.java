package io.harrier.simulator.replay;

/** A line that is no transaction: what is wrong with it. */
final class BadLineException extends Exception {
  private static final long serialVersionUID = 1L;

  BadLineException(String message) {
    // Bad lines are ordinary: no stack trace.
    super(message, null, false, false);
  }
}
