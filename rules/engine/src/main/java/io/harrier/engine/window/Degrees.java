package io.harrier.engine.window;

import java.math.BigDecimal;

/**
 * Coordinates as a history keeps them: in 10⁻⁷ degrees, which is a centimetre on the ground, as
 * OpenStreetMap does.
 */
final class Degrees {
  /** An unknown coordinate. */
  static final int ABSENT = Integer.MIN_VALUE;

  /** Decimals that are kept. */
  static final int SCALE = 7;

  private static final double UNITS = 1e7;

  private Degrees() {}

  static int fixed(double degrees) {
    return Double.isNaN(degrees) ? ABSENT : (int) Math.round(degrees * UNITS);
  }

  static double toDouble(int fixed) {
    return fixed / UNITS;
  }

  static BigDecimal toDecimal(int fixed) {
    return BigDecimal.valueOf(fixed, SCALE);
  }
}
