package io.harrier.engine.session;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Counts different texts by their 64-bit hashes, up to {@link #LIMIT}; more are not told apart, and
 * the count stays at the limit. Two of 64 texts have the same hash once in 9·10¹⁵ sets.
 */
final class BoundedSet {
  static final int LIMIT = 64;

  private int size;
  private long[] hashes;

  BoundedSet() {
    this(0, new long[4]);
  }

  private BoundedSet(int size, long[] hashes) {
    this.size = size;
    this.hashes = hashes;
  }

  int size() {
    return size;
  }

  /**
   * @param text may be {@code null}, which is not counted
   */
  void add(String text) {
    if (text != null) {
      add(hash(text));
    }
  }

  void join(BoundedSet other) {
    for (int i = 0; i < other.size; i++) {
      add(other.hashes[i]);
    }
  }

  BoundedSet copy() {
    return new BoundedSet(size, hashes.clone());
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[i]);
    }
  }

  static BoundedSet read(DataInput in) throws IOException {
    int size = in.readUnsignedByte();
    long[] hashes = new long[Math.max(4, size)];
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readLong();
    }
    return new BoundedSet(size, hashes);
  }

  private void add(long hash) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return;
      }
    }
    if (size == LIMIT) {
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(LIMIT, size * 2));
    }
    hashes[size++] = hash;
  }

  /** Polynomial over the characters, then the finalizer of MurmurHash3. Kept in state. */
  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = hash * 0x9E3779B97F4A7C15L + text.charAt(i);
    }
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }
}
