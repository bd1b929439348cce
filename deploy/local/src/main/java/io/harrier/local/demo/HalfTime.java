package io.harrier.local.demo;

import java.time.Duration;

/** Measures the second half of a demo by itself. */
final class HalfTime {
  private final DemoTally tally;
  private final long at;
  private long begun;
  private long decidedBefore;
  private double perSecond;

  /**
   * @param duration of the whole, which begins now
   */
  HalfTime(DemoTally tally, Duration duration) {
    this.tally = tally;
    this.at = System.nanoTime() + duration.toNanos() / 2;
  }

  /** To be called again and again while payments flow. */
  void look() {
    long now = System.nanoTime();
    if (now < at) {
      return;
    }
    long decided = tally.decisions();
    if (begun == 0) {
      begun = now;
      decidedBefore = decided;
      tally.warm(System.currentTimeMillis());
    } else if (now > begun) {
      perSecond = (decided - decidedBefore) * 1e9 / (now - begun);
    }
  }

  SecondHalf measured() {
    return new SecondHalf(
        perSecond,
        tally.warmDecisionLatency().percentiles(),
        tally.warmAlertLatency().percentiles());
  }
}
