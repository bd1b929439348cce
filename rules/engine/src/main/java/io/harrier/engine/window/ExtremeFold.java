package io.harrier.engine.window;

import java.math.BigDecimal;

/**
 * The least or the greatest amount of those that certainly count; the error is how far those that
 * may count reach beyond it.
 */
final class ExtremeFold extends AmountFold {
  private final boolean greatest;

  ExtremeFold(Selection selection, boolean greatest) {
    super(selection);
    this.greatest = greatest;
  }

  @Override
  void fold(Summary certain, Summary uncertain, int scale, int feature, FeatureValues into) {
    if (certain.count == 0) {
      into.set(feature, null, uncertain.count == 0 ? 0 : FeatureValues.UNBOUNDED);
      return;
    }
    long value = greatest ? certain.max : certain.min;
    long beyond = 0;
    if (uncertain.count > 0) {
      beyond = Math.max(0, greatest ? uncertain.max - value : value - uncertain.min);
    }
    into.set(feature, BigDecimal.valueOf(value, scale), bound((double) beyond, scale));
  }
}
