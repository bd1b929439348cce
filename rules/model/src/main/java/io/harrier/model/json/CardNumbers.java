package io.harrier.model.json;

/** SKELETON: finds and masks full card numbers: 13 to 19 digits that satisfy the Luhn check. */
public final class CardNumbers {
  private CardNumbers() {}

  /** Whether the text holds a full card number, its digits perhaps apart by spaces or dashes. */
  public static boolean isIn(String text) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** The bytes with every full card number masked but for its first six and last four digits. */
  public static byte[] mask(byte[] raw) {
    throw new UnsupportedOperationException("skeleton");
  }
}
