package io.harrier.model.json;

import io.harrier.model.Decision;

/** SKELETON: JSON of {@link Decision}. */
public final class DecisionJson {
  private DecisionJson() {}

  /** UTF-8 JSON of one value. */
  public static byte[] encode(Decision value) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static Decision decode(byte[] json) {
    throw new UnsupportedOperationException("skeleton");
  }
}
