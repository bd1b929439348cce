package io.harrier.engine.vocabulary;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;

/** Amounts in minor units as people write them, by the digits that ISO 4217 gives a currency. */
public final class MajorUnits {
  private static final int USUAL_DIGITS = 2;
  private static final Map<String, Integer> DIGITS =
      Currency.getAvailableCurrencies().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Currency::getCurrencyCode,
                  currency -> Math.max(0, currency.getDefaultFractionDigits())));

  private MajorUnits() {}

  /** The exact amount in major units; a currency that is not known has two digits. */
  public static BigDecimal of(long minorUnits, String currency) {
    return BigDecimal.valueOf(minorUnits, digits(currency));
  }

  /** How many digits an amount of this currency has after the point. */
  public static int digits(String currency) {
    return DIGITS.getOrDefault(currency, USUAL_DIGITS);
  }
}
