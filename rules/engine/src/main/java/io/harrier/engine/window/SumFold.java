package io.harrier.engine.window;

import java.math.BigDecimal;

/** Sum of the amounts. Half of what is uncertain is added, and half is the error. */
final class SumFold extends AmountFold {
  SumFold(Selection selection) {
    super(selection);
  }

  @Override
  void fold(Summary certain, Summary uncertain, int scale, int feature, FeatureValues into) {
    long share = selection.comparesFields() ? 0 : uncertain.sum / 2;
    into.set(
        feature,
        BigDecimal.valueOf(Tiles.saturatedSum(certain.sum, share), scale),
        bound((double) (uncertain.sum - share), scale));
  }
}
