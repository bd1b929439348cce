package io.harrier.engine.window;

/** Whole seconds since the newest transaction before the evaluated one. */
final class ElapsedFold extends NewestFold {
  private static final long SECOND = 1000;

  ElapsedFold(Selection selection) {
    super(selection);
  }

  @Override
  Object value(Evaluated at, int row) {
    return (at.time - at.columns.time[row]) / SECOND;
  }

  @Override
  Object value(Evaluated at, NewestEvicted newest) {
    return (at.time - newest.time) / SECOND;
  }
}
