package io.harrier.engine.vocabulary;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;

/** How many decimals the amounts of a currency have, as ISO 4217 says. */
public final class MinorUnits {
  /** The largest number of decimals that a currency has. */
  public static final int MAX_SCALE = 4;

  private static final int USUAL_SCALE = 2;
  private static final int LETTERS = 'Z' - 'A' + 1;
  private static final int UNKNOWN = LETTERS * LETTERS * LETTERS;

  /** By the number that a code's three letters make: this is asked several times a transaction. */
  private static final byte[] SCALES = new byte[UNKNOWN + 1];

  static {
    Arrays.fill(SCALES, (byte) USUAL_SCALE);
    for (Currency currency : Currency.getAvailableCurrencies()) {
      // Gold and the like have no minor unit, which is reported as -1.
      int scale = Math.min(MAX_SCALE, Math.max(0, currency.getDefaultFractionDigits()));
      SCALES[position(currency.getCurrencyCode())] = (byte) scale;
    }
  }

  private MinorUnits() {}

  /** Decimals of the currency's amounts, 0 to {@link #MAX_SCALE}; 2 for an unknown currency. */
  public static int scaleOf(String currency) {
    return SCALES[position(currency)];
  }

  /** The exact amount in major units, with the currency's scale. */
  public static BigDecimal toMajor(long minorUnits, String currency) {
    return BigDecimal.valueOf(minorUnits, scaleOf(currency));
  }

  private static int position(String code) {
    int position = 0;
    for (int i = 0; i < code.length(); i++) {
      int letter = code.charAt(i) - 'A';
      if (letter < 0 || letter >= LETTERS) {
        return UNKNOWN;
      }
      position = position * LETTERS + letter;
    }
    return code.length() == 3 ? position : UNKNOWN;
  }
}
