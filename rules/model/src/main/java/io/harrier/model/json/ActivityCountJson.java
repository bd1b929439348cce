package io.harrier.model.json;

import io.harrier.model.ActivityCount;

/** SKELETON: JSON of {@link ActivityCount}. */
public final class ActivityCountJson {
  private ActivityCountJson() {}

  /** UTF-8 JSON of one value. */
  public static byte[] encode(ActivityCount value) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static ActivityCount decode(byte[] json) {
    throw new UnsupportedOperationException("skeleton");
  }
}
