package io.harrier.model.json;

import io.harrier.model.Alert;

/** SKELETON: JSON of {@link Alert}. */
public final class AlertJson {
  private AlertJson() {}

  /** UTF-8 JSON of one value. */
  public static byte[] encode(Alert value) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static Alert decode(byte[] json) {
    throw new UnsupportedOperationException("skeleton");
  }
}
