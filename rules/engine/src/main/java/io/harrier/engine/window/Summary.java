package io.harrier.engine.window;

/** Number, sum, least and greatest of some amounts, in minor units of one currency. */
final class Summary {
  long count;
  long sum;
  long min;
  long max;

  void clear() {
    set(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  void set(long newCount, long newSum, long newMin, long newMax) {
    count = newCount;
    sum = newSum;
    min = newMin;
    max = newMax;
  }

  void addTile(Tiles tiles, int tile) {
    count += tiles.count[tile];
    sum = Tiles.saturatedSum(sum, tiles.sum[tile]);
    min = Math.min(min, tiles.min[tile]);
    max = Math.max(max, tiles.max[tile]);
  }

  void add(Summary other) {
    count += other.count;
    sum = Tiles.saturatedSum(sum, other.sum);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }
}
