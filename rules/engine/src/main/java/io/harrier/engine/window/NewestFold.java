package io.harrier.engine.window;

/**
 * A fold that looks only at the newest transaction before the evaluated one, in the order of (event
 * time, arrival). When that one has no row any more and it isn't sure which it is, nothing is said,
 * and the error is unbounded.
 */
abstract class NewestFold extends FeatureFold {
  NewestFold(Selection selection) {
    super(selection);
  }

  @Override
  final FeatureTiles.Shape shape() {
    return FeatureTiles.Shape.NEWEST;
  }

  @Override
  final void evaluate(Evaluated at, FeatureTiles evicted, int feature, FeatureValues into) {
    int i = selection.size - 1;
    while (i >= 0 && (selection.row(i) >= at.row || !accepts(at.columns, selection.row(i)))) {
      i--;
    }
    if (i >= 0) {
      into.set(feature, value(at, selection.row(i)), 0);
    } else if (evicted == null || evicted.newest.time <= selection.slice.start) {
      into.set(feature, null, 0);
    } else if (isBefore(evicted.newest, at)) {
      into.set(feature, value(at, evicted.newest), 0);
    } else {
      into.set(feature, null, FeatureValues.UNBOUNDED);
    }
  }

  @Override
  final void summarise(EventColumns columns, int row, FeatureTiles into, long width, long expired) {
    NewestEvicted newest = into.newest;
    if (accepts(columns, row) && columns.time[row] >= newest.time) {
      newest.time = columns.time[row];
      newest.sameKey = selection.sameKey(columns, row);
      newest.latitude = columns.latitude[row];
      newest.longitude = columns.longitude[row];
      newest.text = text(columns, row);
    }
  }

  /** Whether a row can be looked at at all. */
  boolean accepts(EventColumns columns, int row) {
    return true;
  }

  /** The text to keep of a row that goes. */
  String text(EventColumns columns, int row) {
    return null;
  }

  abstract Object value(Evaluated at, int row);

  abstract Object value(Evaluated at, NewestEvicted newest);

  private boolean isBefore(NewestEvicted newest, Evaluated at) {
    return at.hasRow()
        && newest.time <= at.time
        && (!selection.comparesFields() || newest.sameKey == selection.sameKey(at.transaction));
  }
}
