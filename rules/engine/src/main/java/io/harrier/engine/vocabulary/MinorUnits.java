package io.harrier.engine.vocabulary;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;

/** How many decimals the amounts of a currency have, as ISO 4217 says. */
public final class MinorUnits {
  /** The largest number of decimals that a currency has. */
  public static final int MAX_SCALE = 4;

  private static final int USUAL_SCALE = 2;
  private static final Map<String, Integer> SCALES =
      Currency.getAvailableCurrencies().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Currency::getCurrencyCode,
                  // Gold and the like have no minor unit, which is reported as -1.
                  currency ->
                      Math.min(MAX_SCALE, Math.max(0, currency.getDefaultFractionDigits()))));

  private MinorUnits() {}

  /** Decimals of the currency's amounts, 0 to {@link #MAX_SCALE}; 2 for an unknown currency. */
  public static int scaleOf(String currency) {
    return SCALES.getOrDefault(currency, USUAL_SCALE);
  }

  /** The exact amount in major units, with the currency's scale. */
  public static BigDecimal toMajor(long minorUnits, String currency) {
    return BigDecimal.valueOf(minorUnits, scaleOf(currency));
  }
}
