package io.harrier.engine.window;

/** The newest of a feature's transactions that no longer have a row. */
final class NewestEvicted {
  static final long NONE = Long.MIN_VALUE;

  long time = NONE;

  /** {@link Selection#sameKey}. */
  long sameKey;

  int latitude = Degrees.ABSENT;
  int longitude = Degrees.ABSENT;

  /** The value of a LAST feature, or {@code null}. */
  String text;

  NewestEvicted copy() {
    NewestEvicted copy = new NewestEvicted();
    copy.time = time;
    copy.sameKey = sameKey;
    copy.latitude = latitude;
    copy.longitude = longitude;
    copy.text = text;
    return copy;
  }
}
