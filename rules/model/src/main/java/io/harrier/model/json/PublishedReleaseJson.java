package io.harrier.model.json;

import io.harrier.model.PublishedRelease;

/** SKELETON: JSON of {@link PublishedRelease}. */
public final class PublishedReleaseJson {
  private PublishedReleaseJson() {}

  /** UTF-8 JSON of one value. */
  public static byte[] encode(PublishedRelease value) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static PublishedRelease decode(byte[] json) {
    throw new UnsupportedOperationException("skeleton");
  }
}
