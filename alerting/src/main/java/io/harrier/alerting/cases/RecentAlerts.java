package io.harrier.alerting.cases;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last {@value #CAPACITY} alerts of a user, by a 64-bit hash of their ids, so that an alert
 * which the topic holds twice is counted once.
 *
 * <p>The hash is FNV-1a (Fowler, Noll, Vo). Should two ids ever share one, the later alert is
 * stored like any other and only missing from its case's count.
 */
final class RecentAlerts {
  static final int CAPACITY = 256;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] hashes = new long[4];
  private int size;
  // Where the next hash goes once the ring is full.
  private int next;

  /** Remembers the alert; false if it was known. */
  boolean add(String alertId) {
    long hash = hash(alertId);
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return false;
      }
    }
    if (size == CAPACITY) {
      hashes[next] = hash;
      next = (next + 1) % CAPACITY;
      return true;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(CAPACITY, size * 2));
    }
    hashes[size++] = hash;
    return true;
  }

  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  RecentAlerts copy() {
    RecentAlerts copy = new RecentAlerts();
    copy.hashes = hashes.clone();
    copy.size = size;
    copy.next = next;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(hashes[(next + i) % size]);
    }
  }

  static RecentAlerts read(DataInput in) throws IOException {
    RecentAlerts recent = new RecentAlerts();
    recent.size = in.readUnsignedShort();
    recent.hashes = new long[Math.max(4, recent.size)];
    for (int i = 0; i < recent.size; i++) {
      recent.hashes[i] = in.readLong();
    }
    return recent;
  }
}
