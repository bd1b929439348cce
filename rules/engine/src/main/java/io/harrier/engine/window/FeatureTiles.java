package io.harrier.engine.window;

/** What one feature keeps of the transactions that no longer have a row. */
final class FeatureTiles {
  private static final int OBJECT = 100;

  /** {@link FeatureKey} of the feature. */
  final long key;

  final Shape shape;

  /** From which event time on nothing is missing in it. */
  long completeFrom;

  /** For COUNT, SUM, MIN, MAX and AVG. */
  Tiles tiles;

  /** For DISTINCT. */
  LastSeen lastSeen;

  /** For LAST, ELAPSED and SPEED. */
  NewestEvicted newest;

  FeatureTiles(long key, Shape shape, long completeFrom) {
    this.key = key;
    this.shape = shape;
    this.completeFrom = completeFrom;
    switch (shape) {
      case COUNTS -> tiles = new Tiles(false);
      case AMOUNTS -> tiles = new Tiles(true);
      case VALUES -> lastSeen = new LastSeen();
      case NEWEST -> newest = new NewestEvicted();
    }
  }

  /** Notes that nothing is known any more of what happened up to a time. */
  void lose(long upTo) {
    if (upTo != Long.MIN_VALUE) {
      completeFrom = Math.max(completeFrom, upTo + 1);
    }
  }

  /** About how many bytes of memory it takes. */
  long memory() {
    return switch (shape) {
      case COUNTS, AMOUNTS -> tiles.memory();
      case VALUES -> lastSeen.memory();
      case NEWEST -> OBJECT;
    };
  }

  FeatureTiles copy() {
    FeatureTiles copy = new FeatureTiles(key, shape, completeFrom);
    copy.tiles = tiles == null ? null : tiles.copy();
    copy.lastSeen = lastSeen == null ? null : lastSeen.copy();
    copy.newest = newest == null ? null : newest.copy();
    return copy;
  }

  /** What a feature's aggregate needs. Written by ordinal: append only. */
  enum Shape {
    COUNTS,
    AMOUNTS,
    VALUES,
    NEWEST
  }
}
