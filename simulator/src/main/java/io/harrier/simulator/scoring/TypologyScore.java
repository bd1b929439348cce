package io.harrier.simulator.scoring;

/** How many episodes of a typology were caught, and how many were not. */
public record TypologyScore(long caught, long missed) {
  static final TypologyScore CAUGHT = new TypologyScore(1, 0);
  static final TypologyScore MISSED = new TypologyScore(0, 1);

  /** Share that was caught, 0 to 1; 1 when there was none. */
  public double recall() {
    return caught + missed == 0 ? 1 : (double) caught / (caught + missed);
  }

  TypologyScore plus(TypologyScore other) {
    return new TypologyScore(caught + other.caught, missed + other.missed);
  }
}
