package io.harrier.engine.window;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The mean of the amounts that certainly count. Those that may count draw it furthest if all of
 * them count and all are as small, or as large, as the smallest, or the largest, of them.
 */
final class AverageFold extends AmountFold {
  private static final int EXTRA_DIGITS = 2;

  /** Covers the rounding of the value itself and of the bound's computation. */
  private static final double ROUNDING = 0.0051;

  AverageFold(Selection selection) {
    super(selection);
  }

  @Override
  void fold(Summary certain, Summary uncertain, int scale, int feature, FeatureValues into) {
    if (certain.count == 0) {
      into.set(feature, null, uncertain.count == 0 ? 0 : FeatureValues.UNBOUNDED);
      return;
    }
    BigDecimal mean =
        BigDecimal.valueOf(certain.sum, scale)
            .divide(
                BigDecimal.valueOf(certain.count), scale + EXTRA_DIGITS, RoundingMode.HALF_EVEN);
    into.set(feature, mean, uncertain.count == 0 ? 0 : bound(drift(certain, uncertain), scale));
  }

  private static double drift(Summary certain, Summary uncertain) {
    double count = (double) certain.count;
    double mean = (double) certain.sum / count;
    double all = count + (double) uncertain.count;
    double lowest =
        ((double) certain.sum + (double) uncertain.count * (double) uncertain.min) / all;
    double highest =
        ((double) certain.sum + (double) uncertain.count * (double) uncertain.max) / all;
    double drift = Math.max(0, Math.max(mean - lowest, highest - mean));
    return drift * (1 + 1e-9) + 2 * ROUNDING;
  }
}
