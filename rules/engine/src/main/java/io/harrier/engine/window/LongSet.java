package io.harrier.engine.window;

import java.util.Arrays;

/** A set of hashes that is filled, counted and emptied again and again. */
public final class LongSet {
  private long[] slots = new long[64];
  private boolean hasZero;
  private int size;

  public void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
    }
    hasZero = false;
    size = 0;
  }

  public int size() {
    return size;
  }

  /** Adds a hash; false when it was there. */
  public boolean add(long hash) {
    if (hash == 0) {
      boolean added = !hasZero;
      hasZero = true;
      size += added ? 1 : 0;
      return added;
    }
    if (size * 2 >= slots.length) {
      grow();
    }
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = hash;
    size++;
    return true;
  }

  public boolean contains(long hash) {
    if (hash == 0) {
      return hasZero;
    }
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return true;
      }
      slot = (slot + 1) & mask;
    }
    return false;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    int mask = slots.length - 1;
    for (long hash : old) {
      if (hash != 0) {
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = hash;
      }
    }
  }
}
