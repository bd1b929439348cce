package io.harrier.engine.signature;

import java.nio.charset.StandardCharsets;

/**
 * One text for one list of values, and no other list has it: a kind, then of each value its length
 * in bytes of UTF-8, a colon, the value and a comma; {@code -,} where there is none. What is signed
 * or hashed is such a text in UTF-8.
 */
public final class CanonicalText {
  private final StringBuilder text;

  /**
   * @param kind what the values are and how they are ordered; a change of either is another kind
   */
  public CanonicalText(String kind) {
    this.text = new StringBuilder(kind).append(',');
  }

  /** Adds a value, or {@code null} for none. */
  public CanonicalText field(String value) {
    if (value == null) {
      text.append("-,");
    } else {
      text.append(value.getBytes(StandardCharsets.UTF_8).length)
          .append(':')
          .append(value)
          .append(',');
    }
    return this;
  }

  /** Adds a number, as decimal digits. */
  public CanonicalText field(long value) {
    return field(Long.toString(value));
  }

  /** The text in UTF-8. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
