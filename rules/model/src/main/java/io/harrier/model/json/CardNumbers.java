package io.harrier.model.json;

/**
 * Finds and masks full card numbers: 13 to 19 digits that satisfy the Luhn check (ISO/IEC 7812-1),
 * written together or apart by single spaces or dashes.
 */
public final class CardNumbers {
  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;
  private static final int SHOWN_FIRST = 6;
  private static final int SHOWN_LAST = 4;

  private CardNumbers() {}

  /** Whether the text holds a full card number. */
  public static boolean isIn(String text) {
    if (text.length() < MIN_DIGITS) {
      return false;
    }
    int position = 0;
    while (position < text.length()) {
      if (!isDigit(text.charAt(position))) {
        position++;
        continue;
      }
      DigitRun run = new DigitRun();
      int end = position;
      while (end < text.length() && run.accept(text.charAt(end))) {
        end++;
      }
      if (run.isCardNumber()) {
        return true;
      }
      position = end;
    }
    return false;
  }

  /** Whether a number, as it stands in a JSON, is a full card number. */
  static boolean isCardNumber(long number) {
    return number >= 1_000_000_000_000L && isIn(Long.toString(number));
  }

  /**
   * The bytes with every full card number masked but for its first six and last four digits. A bare
   * 13-digit number that begins with 1 is left alone: it is a time in epoch milliseconds, and no
   * card number of that length begins so.
   */
  public static byte[] mask(byte[] raw) {
    byte[] masked = raw;
    int position = 0;
    while (position < raw.length) {
      if (!isDigit((char) raw[position])) {
        position++;
        continue;
      }
      DigitRun run = new DigitRun();
      int end = position;
      while (end < raw.length && run.accept((char) (raw[end] & 0xff))) {
        end++;
      }
      if (run.isCardNumber() && !isEpochMillis(raw, position, run)) {
        if (masked == raw) {
          masked = raw.clone();
        }
        maskDigits(masked, position, end, run.digits);
      }
      position = end;
    }
    return masked;
  }

  private static boolean isEpochMillis(byte[] raw, int start, DigitRun run) {
    boolean bare = start == 0 || raw[start - 1] != '"';
    return bare && run.digits == MIN_DIGITS && raw[start] == '1';
  }

  private static void maskDigits(byte[] bytes, int start, int end, int digits) {
    int seen = 0;
    for (int i = start; i < end; i++) {
      if (isDigit((char) bytes[i])) {
        if (seen >= SHOWN_FIRST && seen < digits - SHOWN_LAST) {
          bytes[i] = '*';
        }
        seen++;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Digits as they come, with the two sums of the Luhn check: the run's length decides which holds.
   */
  private static final class DigitRun {
    private int digits;
    private int sumDoublingEven;
    private int sumDoublingOdd;
    private boolean afterSeparator;

    /** Takes one more character; false when it ends the run. */
    boolean accept(char c) {
      if (isDigit(c)) {
        int digit = c - '0';
        int doubled = digit < 5 ? 2 * digit : 2 * digit - 9;
        boolean even = (digits & 1) == 0;
        sumDoublingEven += even ? doubled : digit;
        sumDoublingOdd += even ? digit : doubled;
        digits++;
        afterSeparator = false;
        return true;
      }
      if ((c == ' ' || c == '-') && !afterSeparator) {
        afterSeparator = true;
        return true;
      }
      return false;
    }

    boolean isCardNumber() {
      if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
        return false;
      }
      // Every second digit from the right is doubled, the last one is not.
      int sum = (digits & 1) == 0 ? sumDoublingEven : sumDoublingOdd;
      return sum % 10 == 0;
    }
  }
}
