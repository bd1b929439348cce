package io.harrier.backtest;

/**
 * What cannot be backtested. The message is for people: what was wrong, where, and what to do about
 * it.
 */
public final class BacktestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BacktestException(String message) {
    super(message);
  }

  public BacktestException(String message, Throwable cause) {
    super(message, cause);
  }
}
