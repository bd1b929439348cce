package io.harrier.engine.window;

/**
 * 64-bit hash of a text, the same on every machine and in every release: it is kept in state.
 *
 * <p>Four characters at a time are multiplied in, then mixed by the finalizer of MurmurHash3. Two
 * different ids among n collide with a probability of about n² / 2⁶⁵: for a user with 256
 * remembered ids one in 5·10¹⁴.
 */
public final class TextHash {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private TextHash() {}

  public static long of(CharSequence text) {
    int length = text.length();
    long hash = length * MULTIPLIER;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      long four =
          text.charAt(i)
              | ((long) text.charAt(i + 1) << 16)
              | ((long) text.charAt(i + 2) << 32)
              | ((long) text.charAt(i + 3) << 48);
      hash = step(hash, four);
    }
    long rest = 0;
    for (; i < length; i++) {
      rest = (rest << 16) | text.charAt(i);
    }
    return mix(step(hash, rest));
  }

  /** Spreads a number over all 64 bits, one to one. */
  static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }

  private static long step(long hash, long four) {
    long next = (hash ^ four) * MULTIPLIER;
    return next ^ (next >>> 29);
  }
}
