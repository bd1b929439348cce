package io.harrier.simulator.chance;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A stream of random choices that depends on a seed and a purpose alone, on every platform: it uses
 * {@link StrictMath} where the platform's own functions may differ in the last digit.
 */
public final class Randomness {
  private final SplittableRandom random;

  private Randomness(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * @param purpose what the stream is for: streams of different purposes are independent, so that
   *     more malformed records, say, do not change what people buy
   */
  public static Randomness of(long seed, String purpose, long index) {
    long hash = seed * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < purpose.length(); i++) {
      hash = (hash ^ purpose.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ index) * 0xBF58476D1CE4E5B9L;
    return new Randomness(hash ^ (hash >>> 31));
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform in {@code [from, to)}. */
  public double between(double from, double to) {
    return from + random.nextDouble() * (to - from);
  }

  /** Uniform in {@code [from, to]}. */
  public int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** Uniform in {@code [from, to]}. */
  public long between(long from, long to) {
    return from + random.nextLong(to - from + 1);
  }

  /** Exponential with this mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** Log-normal with this median; {@code spread} is the standard deviation of its logarithm. */
  public double around(double median, double spread) {
    // Box-Muller; one of its two values is enough here.
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    return median * StrictMath.exp(spread * normal);
  }

  public <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Lower-case letters and digits. */
  public String text(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = Character.forDigit(random.nextInt(36), 36);
    }
    return new String(chars);
  }
}
