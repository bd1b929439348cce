package io.harrier.local.demo;

import io.harrier.local.demo.ScoreboardView.Percentiles;
import org.HdrHistogram.Histogram;

/** Latencies in milliseconds, exact to one part in a hundred, up to ten minutes. */
public final class Latencies {
  private static final long LONGEST_MILLIS = 600_000;

  private final Histogram histogram = new Histogram(LONGEST_MILLIS, 2);

  public synchronized void add(long millis) {
    histogram.recordValue(Math.max(0, Math.min(LONGEST_MILLIS, millis)));
  }

  public synchronized Percentiles percentiles() {
    long samples = histogram.getTotalCount();
    return samples == 0
        ? Percentiles.NONE
        : new Percentiles(
            samples, histogram.getValueAtPercentile(50), histogram.getValueAtPercentile(99));
  }
}
