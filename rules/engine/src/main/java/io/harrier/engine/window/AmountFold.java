package io.harrier.engine.window;

import io.harrier.engine.vocabulary.MinorUnits;

/**
 * A fold of amounts in the evaluated transaction's currency. What certainly counts is in {@code
 * certain}; what may or may not count, because its tile reaches across the window's edge or because
 * fields are compared, is in {@code uncertain}.
 */
abstract class AmountFold extends FeatureFold {
  private final TileSummary tiles = new TileSummary();
  private final Summary certain = new Summary();
  private final Summary uncertain = new Summary();

  AmountFold(Selection selection) {
    super(selection);
  }

  @Override
  final FeatureTiles.Shape shape() {
    return FeatureTiles.Shape.AMOUNTS;
  }

  @Override
  final void evaluate(Evaluated at, FeatureTiles evicted, int feature, FeatureValues into) {
    String currency = at.transaction.currency();
    int scale = MinorUnits.scaleOf(currency);
    uncertain.clear();
    if (evicted == null) {
      fold(selection.amounts(), uncertain, scale, feature, into);
      return;
    }
    certain.clear();
    certain.add(selection.amounts());
    tiles.compute(evicted.tiles, currency.hashCode(), selection.slice.start, at.time);
    (selection.comparesFields() ? uncertain : certain).add(tiles.inside);
    uncertain.add(tiles.across);
    fold(certain, uncertain, scale, feature, into);
    if (certain.sum == Long.MAX_VALUE || uncertain.sum == Long.MAX_VALUE) {
      into.set(feature, into.get(feature), FeatureValues.UNBOUNDED);
    }
  }

  abstract void fold(
      Summary certain, Summary uncertain, int scale, int feature, FeatureValues into);

  @Override
  final void summarise(EventColumns columns, int row, FeatureTiles into, long width, long expired) {
    into.lose(
        into.tiles.add(
            columns.time[row],
            columns.amount[row],
            columns.currency(row).hashCode(),
            width,
            expired));
  }

  /** Minor units as a bound in major units, rounded up. */
  static double bound(double minorUnits, int scale) {
    return minorUnits == 0 ? 0 : Math.nextUp(Math.nextUp(minorUnits) / Math.pow(10, scale));
  }
}
