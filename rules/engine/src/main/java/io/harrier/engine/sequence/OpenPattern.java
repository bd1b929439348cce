package io.harrier.engine.sequence;

import java.io.IOException;

/**
 * The open matches of one pattern in a user's state: bytes, until somebody has to look at them.
 * Both forms are kept, so that what was only looked at is not written anew.
 */
final class OpenPattern {
  private final long hash;
  private long deadline;
  private int count;
  private byte[] bytes;
  private OpenMatches matches;

  private OpenPattern(long hash, long deadline, int count, byte[] bytes, OpenMatches matches) {
    this.hash = hash;
    this.deadline = deadline;
    this.count = count;
    this.bytes = bytes;
    this.matches = matches;
  }

  static OpenPattern packed(long hash, long deadline, int count, byte[] bytes) {
    return new OpenPattern(hash, deadline, count, bytes, null);
  }

  static OpenPattern of(long hash, OpenMatches matches) {
    return new OpenPattern(hash, Long.MAX_VALUE, 0, null, matches);
  }

  /** {@link PatternProgram#hash()} of the pattern. */
  long hash() {
    return hash;
  }

  /** When the first of the matches runs out of time. */
  long deadline() {
    return deadline;
  }

  /** How many matches are open. */
  int count() {
    return count;
  }

  OpenMatches matches() throws IOException {
    if (matches == null) {
      matches = OpenMatchesFormat.read(bytes);
    }
    return matches;
  }

  /** To be called when the matches have been changed. */
  void changed(long newDeadline) {
    deadline = newDeadline;
    count = matches.size();
    bytes = null;
  }

  byte[] bytes() throws IOException {
    if (bytes == null) {
      bytes = OpenMatchesFormat.write(matches);
    }
    return bytes;
  }

  /** Shares the bytes, which never change. */
  OpenPattern copy() throws IOException {
    return packed(hash, deadline, count, bytes());
  }
}
