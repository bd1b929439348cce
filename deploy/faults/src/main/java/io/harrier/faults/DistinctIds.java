package io.harrier.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Counts millions of ids in little memory, by a hash of 64 bits (FNV-1a). */
final class DistinctIds {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int INITIAL = 1 << 16;

  private long[] hashes = new long[INITIAL];
  private int size;

  void add(String id) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    hashes[size++] = hash(id);
  }

  /** See <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV</a>. */
  private static long hash(String id) {
    long hash = OFFSET;
    for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * PRIME;
    }
    return hash;
  }

  /** How many different ones there were. */
  long count() {
    long[] sorted = Arrays.copyOf(hashes, size);
    Arrays.sort(sorted);
    long different = 0;
    for (int i = 0; i < size; i++) {
      different += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    return different;
  }
}
