package io.harrier.engine.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinorUnitsTest {
  @ParameterizedTest
  @CsvSource({"EUR, 2", "JPY, 0", "KWD, 3", "CLF, 4", "XAU, 0"})
  void asTheStandardSays(String currency, int scale) {
    assertThat(MinorUnits.scaleOf(currency)).isEqualTo(scale);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZZZ", "", "E", "EURO", "eur", "JPYJPY", "A€B"})
  void twoForWhatIsNoCurrency(String code) {
    assertThat(MinorUnits.scaleOf(code)).isEqualTo(2);
  }

  @Test
  void everyCurrencyThatJavaKnows() {
    for (Currency currency : Currency.getAvailableCurrencies()) {
      int digits = Math.min(MinorUnits.MAX_SCALE, Math.max(0, currency.getDefaultFractionDigits()));
      assertThat(MinorUnits.scaleOf(currency.getCurrencyCode())).isEqualTo(digits);
    }
  }
}
