package io.harrier.model.json;

import io.harrier.model.SnapshotMark;

/** SKELETON: JSON of {@link SnapshotMark}. */
public final class SnapshotMarkJson {
  private SnapshotMarkJson() {}

  /** UTF-8 JSON of one value. */
  public static byte[] encode(SnapshotMark value) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * @throws IllegalArgumentException if the bytes are not such a JSON; the message says what is
   *     wrong
   */
  public static SnapshotMark decode(byte[] json) {
    throw new UnsupportedOperationException("skeleton");
  }
}
