package io.harrier.engine.rule;

import java.util.Arrays;

/**
 * What each of several things took, the last {@value #KEPT} times that it was timed. Of them the
 * median counts: a thread that had to wait spoils a mean.
 */
public final class CostSamples {
  public static final int KEPT = 31;

  private final long[] samples;

  /** The last samples of each, {@link #KEPT} places for each. */
  private final int[] nanos;

  public CostSamples(int things) {
    samples = new long[things];
    nanos = new int[KEPT * things];
  }

  public void add(int thing, long tookNanos) {
    int place = (int) (samples[thing]++ % KEPT);
    nanos[thing * KEPT + place] = (int) Math.min(Integer.MAX_VALUE, tookNanos);
  }

  /** How often it was timed. */
  public long count(int thing) {
    return samples[thing];
  }

  /** The median of the last samples; 0 before the first. */
  public int median(int thing) {
    int kept = (int) Math.min(KEPT, samples[thing]);
    int[] sorted = Arrays.copyOfRange(nanos, thing * KEPT, thing * KEPT + kept);
    Arrays.sort(sorted);
    return kept == 0 ? 0 : sorted[kept / 2];
  }
}
