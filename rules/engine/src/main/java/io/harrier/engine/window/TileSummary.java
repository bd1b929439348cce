package io.harrier.engine.window;

/** The tiles of a window: those wholly inside, and those that reach across its edges. */
final class TileSummary {
  final Summary inside = new Summary();
  final Summary across = new Summary();

  /**
   * @param start exclusive
   * @param end inclusive
   */
  void compute(Tiles tiles, int currency, long start, long end) {
    inside.clear();
    across.clear();
    for (int i = 0; i < tiles.size; i++) {
      if (tiles.currency[i] == currency && tiles.last[i] > start && tiles.first[i] <= end) {
        boolean within = tiles.first[i] > start && tiles.last[i] <= end;
        (within ? inside : across).addTile(tiles, i);
      }
    }
  }
}
