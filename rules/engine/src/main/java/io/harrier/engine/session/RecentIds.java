package io.harrier.engine.session;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ids of a session's newest transactions, oldest first, at most {@link #LIMIT}. Kept as one run
 * of UTF-8, so that no strings are made when the session is only read and written.
 */
final class RecentIds {
  static final int LIMIT = 32;

  private int size;

  /** Event times in order, and where each id ends in {@link #utf8}. */
  private long[] times;

  private int[] ends;
  private byte[] utf8;

  RecentIds() {
    this(0, new long[4], new int[4], new byte[64]);
  }

  private RecentIds(int size, long[] times, int[] ends, byte[] utf8) {
    this.size = size;
    this.times = times;
    this.ends = ends;
    this.utf8 = utf8;
  }

  /**
   * Adds an id behind those of the same or an earlier time; the oldest goes when there is one too
   * many.
   */
  void add(long time, String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    add(time, bytes, 0, bytes.length);
  }

  void join(RecentIds other) {
    for (int i = 0; i < other.size; i++) {
      add(other.times[i], other.utf8, other.start(i), other.ends[i] - other.start(i));
    }
  }

  List<String> toList() {
    List<String> ids = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ids.add(new String(utf8, start(i), ends[i] - start(i), StandardCharsets.UTF_8));
    }
    return List.copyOf(ids);
  }

  RecentIds copy() {
    return new RecentIds(size, times.clone(), ends.clone(), utf8.clone());
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(times[i]);
      out.writeShort(ends[i]);
    }
    out.write(utf8, 0, byteCount());
  }

  static RecentIds read(DataInput in) throws IOException {
    int size = in.readUnsignedByte();
    long[] times = new long[Math.max(4, size)];
    int[] ends = new int[Math.max(4, size)];
    for (int i = 0; i < size; i++) {
      times[i] = in.readLong();
      ends[i] = in.readUnsignedShort();
    }
    byte[] utf8 = new byte[size == 0 ? 0 : ends[size - 1]];
    in.readFully(utf8);
    return new RecentIds(size, times, ends, utf8);
  }

  private void add(long time, byte[] source, int offset, int length) {
    int index = size;
    while (index > 0 && times[index - 1] > time) {
      index--;
    }
    if (size == LIMIT) {
      if (index == 0) {
        return;
      }
      removeOldest();
      index--;
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    int start = start(index);
    int total = byteCount();
    if (total + length > utf8.length) {
      utf8 = Arrays.copyOf(utf8, Math.max(total + length, utf8.length * 2));
    }
    System.arraycopy(utf8, start, utf8, start + length, total - start);
    System.arraycopy(source, offset, utf8, start, length);
    for (int i = size; i > index; i--) {
      times[i] = times[i - 1];
      ends[i] = ends[i - 1] + length;
    }
    times[index] = time;
    ends[index] = start + length;
    size++;
  }

  private void removeOldest() {
    int length = ends[0];
    System.arraycopy(utf8, length, utf8, 0, byteCount() - length);
    for (int i = 1; i < size; i++) {
      times[i - 1] = times[i];
      ends[i - 1] = ends[i] - length;
    }
    size--;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private int byteCount() {
    return start(size);
  }
}
