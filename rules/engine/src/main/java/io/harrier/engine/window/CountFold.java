package io.harrier.engine.window;

/**
 * How many. Of a tile across the window's edge half is counted, and half is the error; of a feature
 * that compares fields no tile is counted, and all of them are the error.
 */
final class CountFold extends FeatureFold {
  private final TileSummary tiles = new TileSummary();

  CountFold(Selection selection) {
    super(selection);
  }

  @Override
  FeatureTiles.Shape shape() {
    return FeatureTiles.Shape.COUNTS;
  }

  @Override
  void evaluate(Evaluated at, FeatureTiles evicted, int feature, FeatureValues into) {
    if (evicted == null) {
      into.set(feature, (long) selection.size, 0);
      return;
    }
    tiles.compute(evicted.tiles, Tiles.ANY_CURRENCY, selection.slice.start, at.time);
    long inside = tiles.inside.count;
    long across = tiles.across.count;
    if (selection.comparesFields()) {
      into.set(feature, (long) selection.size, (double) (inside + across));
    } else {
      into.set(feature, selection.size + inside + across / 2, (double) (across - across / 2));
    }
  }

  @Override
  void summarise(EventColumns columns, int row, FeatureTiles into, long width, long expired) {
    into.lose(into.tiles.add(columns.time[row], 0, Tiles.ANY_CURRENCY, width, expired));
  }
}
