package io.harrier.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.model.chance.Draw;
import io.harrier.model.chance.RandomSeeds;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
  private static final long LARGEST = 999_999_999_999_999_999L;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "378282246310005",
        "4222222222222",
        "6304000000000000",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "paid with 5555555555554444.",
      })
  void fullCardNumbersAreFound(String text) {
    assertThat(CardNumbers.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "411111111111",
        "41111111111111111111",
        "411111xxxxxx1111",
        "4111  1111  1111  1111",
        "",
        "tok_4242",
      })
  void otherTextIsNot(String text) {
    assertThat(CardNumbers.isIn(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111, 411111******1111",
    "4111 1111 1111 1111!, 4111 11** **** 1111!",
    "x378282246310005y, x378282*****0005y",
    "4111111111111112, 4111111111111112",
    "1763800000006, 1763800000006",
  })
  void maskingKeepsTheFirstSixAndLastFour(String raw, String masked) {
    assertThat(new String(CardNumbers.mask(raw.getBytes(UTF_8)), UTF_8)).isEqualTo(masked);
  }

  @RandomSeeds(20)
  void whateverLengthTheCheckDigitIsRecognised(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      long number = Draw.between(random, 0, LARGEST);
      int length = Draw.between(random, 12, 18);
      String digits = String.format("%018d", number).substring(18 - length);
      int checkDigit = luhnCheckDigit(digits);
      String valid = digits + checkDigit;
      String invalid = digits + (checkDigit + 1) % 10;

      assertThat(CardNumbers.isIn(valid)).as(valid).isTrue();
      assertThat(CardNumbers.isIn(invalid)).as(invalid).isFalse();
      String masked = new String(CardNumbers.mask(("\"" + valid).getBytes(UTF_8)), UTF_8);
      assertThat(CardNumbers.isIn(masked)).as("%s, masked: %s", valid, masked).isFalse();
    }
  }

  /** The formula of ISO/IEC 7812-1, annex B, digit by digit from the right. */
  private static int luhnCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit * 2 : digit;
      sum += weighted / 10 + weighted % 10;
    }
    return (10 - sum % 10) % 10;
  }
}
