package io.harrier.engine.window;

import io.harrier.engine.release.FeatureDefinition;

/** Condenses the selected rows, and what is left of those that went, into one feature's value. */
abstract class FeatureFold {
  final Selection selection;

  FeatureFold(Selection selection) {
    this.selection = selection;
  }

  abstract FeatureTiles.Shape shape();

  /**
   * Computes the value.
   *
   * @param evicted what is left of the transactions that have no row any more, or {@code null} when
   *     none of them can lie in the window
   */
  abstract void evaluate(Evaluated at, FeatureTiles evicted, int feature, FeatureValues into);

  /**
   * Remembers in tiles a row that is about to go and that the feature's filter accepts.
   *
   * @param width how much time a tile may span
   * @param expired up to this time nobody asks any more
   */
  abstract void summarise(
      EventColumns columns, int row, FeatureTiles into, long width, long expired);

  static FeatureFold of(FeatureDefinition feature, Selection selection) {
    return switch (feature.aggregate()) {
      case COUNT -> new CountFold(selection);
      case SUM -> new SumFold(selection);
      case MIN -> new ExtremeFold(selection, false);
      case MAX -> new ExtremeFold(selection, true);
      case AVG -> new AverageFold(selection);
      case DISTINCT -> new DistinctFold(selection, feature.of().orElseThrow());
      case LAST -> new LastFold(selection, feature.of().orElseThrow());
      case ELAPSED -> new ElapsedFold(selection);
      case SPEED -> new SpeedFold(selection);
    };
  }
}
