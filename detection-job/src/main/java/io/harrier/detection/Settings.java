package io.harrier.detection;

import java.time.Duration;

/** What settings are held to; a message names the option, what is wrong, and the value. */
final class Settings {
  private Settings() {}

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  static void requireText(String text, String option) {
    require(text != null && !text.isBlank(), option + " must not be empty");
  }

  static void requirePositive(int value, String option) {
    require(value > 0, option + " must be positive, it is " + value);
  }

  static void requirePositive(Duration value, String option) {
    require(value.toMillis() > 0, option + " must be at least 1 ms, it is " + value);
  }

  static void requireNotNegative(Duration value, String option) {
    require(!value.isNegative(), option + " must not be negative, it is " + value);
  }
}
