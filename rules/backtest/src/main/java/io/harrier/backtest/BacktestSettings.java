package io.harrier.backtest;

import io.harrier.engine.evaluate.EvaluationSettings;
import java.time.Duration;

/**
 * How history is gone through. For the alert ids of a live job, everything but the last three is
 * what that job was started with.
 *
 * @param evaluation what the engine is told
 * @param outOfOrderness how far the watermark stays behind the newest transaction of a partition
 * @param idleness after which silence a partition no longer holds the watermark back
 * @param futureTolerance how far ahead of its arrival an event time may be
 * @param stateRetention how long after a user's newest transaction the user is remembered, in event
 *     time
 * @param warmUp for how long, from the first event time on, users' windows are filled without
 *     anything being counted
 * @param endOfInput what happens to what is still open after the last record
 * @param threads how many users are evaluated at a time
 */
public record BacktestSettings(
    EvaluationSettings evaluation,
    Duration outOfOrderness,
    Duration idleness,
    Duration futureTolerance,
    Duration stateRetention,
    Duration warmUp,
    EndOfInput endOfInput,
    int threads) {

  /** As the detection job runs by default; everything is counted, on every processor. */
  public static final BacktestSettings DEFAULT =
      new BacktestSettings(
          EvaluationSettings.DEFAULT,
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofDays(400),
          Duration.ZERO,
          EndOfInput.CLOSE,
          Runtime.getRuntime().availableProcessors());

  public BacktestSettings {
    if (threads < 1) {
      throw new BacktestException("a backtest needs at least one thread, not " + threads);
    }
    if (warmUp.isNegative()) {
      throw new BacktestException("the warm-up cannot be negative: " + warmUp);
    }
  }

  /** What happens to sessions and sequences that are still open after the last record. */
  public enum EndOfInput {
    /** They close, as if silence followed: time passes for every user. */
    CLOSE,
    /** They stay open, as if the next record just had not come yet. */
    LEAVE_OPEN
  }

  public BacktestSettings withThreads(int number) {
    return new BacktestSettings(
        evaluation,
        outOfOrderness,
        idleness,
        futureTolerance,
        stateRetention,
        warmUp,
        endOfInput,
        number);
  }

  public BacktestSettings withWarmUp(Duration duration) {
    return new BacktestSettings(
        evaluation,
        outOfOrderness,
        idleness,
        futureTolerance,
        stateRetention,
        duration,
        endOfInput,
        threads);
  }

  public BacktestSettings withEndOfInput(EndOfInput end) {
    return new BacktestSettings(
        evaluation,
        outOfOrderness,
        idleness,
        futureTolerance,
        stateRetention,
        warmUp,
        end,
        threads);
  }
}
