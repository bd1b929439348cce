package io.harrier.model.chance;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Values at random, with more of those that find mistakes. */
public final class Draw {
  private Draw() {}

  /** Each as often as any other. */
  @SafeVarargs
  public static <T> T oneOf(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  /**
   * From {@code min} to {@code max}, both included. Of eight values one is at an end or beside it,
   * three are of any magnitude, small ones as often as large ones, and four are anywhere.
   */
  public static long between(Random random, long min, long max) {
    long nearestToZero = Math.max(min, Math.min(0, max));
    int magnitudes = Long.SIZE - Long.numberOfLeadingZeros(max - min | 1);
    long anywhere = random.nextLong(min, max + 1);
    return switch (random.nextInt(8)) {
      case 0 -> oneOf(random, min, Math.min(min + 1, max), Math.max(min, max - 1), max);
      case 1, 2, 3 -> nearestToZero + ((anywhere - nearestToZero) >> random.nextInt(magnitudes));
      default -> anywhere;
    };
  }

  /** As {@link #between(Random, long, long)}. */
  public static int between(Random random, int min, int max) {
    return (int) between(random, (long) min, (long) max);
  }

  /** Of a size from {@code minSize} to {@code maxSize}, as {@link #between} draws it. */
  public static <T> List<T> list(Random random, int minSize, int maxSize, Supplier<T> element) {
    return Stream.generate(element).limit(between(random, minSize, maxSize)).toList();
  }
}
