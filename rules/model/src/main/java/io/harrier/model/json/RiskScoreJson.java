package io.harrier.model.json;

import io.harrier.model.RiskScore;

/** SKELETON: JSON of {@link RiskScore}. */
public final class RiskScoreJson {
  private RiskScoreJson() {}

  /** UTF-8 JSON of one value. */
  public static byte[] encode(RiskScore value) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static RiskScore decode(byte[] json) {
    throw new UnsupportedOperationException("skeleton");
  }
}
