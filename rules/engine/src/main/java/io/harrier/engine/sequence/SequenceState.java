package io.harrier.engine.sequence;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * The open matches of one user, over all patterns.
 *
 * <p>Bound: {@code maxOpenMatchesPerUser} for each pattern, each of at most as many transactions as
 * the pattern's steps can take. Expiry: {@code within} after a match began; what belongs to a
 * pattern that the deciding release does not have goes earlier, with the user's next transaction. A
 * user without open matches costs eleven bytes.
 */
public final class SequenceState {
  /** Version of the format that {@link #write} writes. */
  public static final int FORMAT_VERSION = 1;

  private static final int MAX_PATTERN_BYTES = 1 << 24;

  private final List<OpenPattern> open;

  /** Event time of the newest transaction seen, or {@code Long.MIN_VALUE}. */
  private long newest;

  public SequenceState() {
    this(Long.MIN_VALUE, new ArrayList<>(0));
  }

  private SequenceState(long newest, List<OpenPattern> open) {
    this.newest = newest;
    this.open = open;
  }

  long newest() {
    return newest;
  }

  void saw(long eventTime) {
    newest = Math.max(newest, eventTime);
  }

  /** The patterns with open matches. */
  List<OpenPattern> open() {
    return open;
  }

  /** The open matches of a pattern, or {@code null}. */
  OpenPattern find(long hash) {
    for (int i = 0; i < open.size(); i++) {
      if (open.get(i).hash() == hash) {
        return open.get(i);
      }
    }
    return null;
  }

  /** When an open match next times out or an absence completes, or {@code Long.MAX_VALUE}. */
  public long nextDeadline() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < open.size(); i++) {
      next = Math.min(next, open.get(i).deadline());
    }
    return next;
  }

  public SequenceState copy() {
    List<OpenPattern> copies = new ArrayList<>(open.size());
    try {
      for (OpenPattern pattern : open) {
        copies.add(pattern.copy());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("open matches cannot be copied", e);
    }
    return new SequenceState(newest, copies);
  }

  /** Writes the state; the format is versioned by the first byte. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT_VERSION);
    out.writeLong(newest);
    out.writeShort(open.size());
    for (OpenPattern pattern : open) {
      byte[] bytes = pattern.bytes();
      out.writeLong(pattern.hash());
      out.writeLong(pattern.deadline());
      out.writeInt(pattern.count());
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /**
   * Reads what {@link #write} of this or an earlier version wrote.
   *
   * @throws IOException if the version is unknown, or the bytes are no state
   */
  public static SequenceState read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException(
          "sequence state has format version "
              + version
              + ", this Harrier reads up to "
              + FORMAT_VERSION
              + ": restore it with the Harrier that wrote it, or a newer one");
    }
    long newest = in.readLong();
    int size = in.readUnsignedShort();
    List<OpenPattern> open = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      long hash = in.readLong();
      long deadline = in.readLong();
      int count = in.readInt();
      int length = in.readInt();
      if (length < 0 || length > MAX_PATTERN_BYTES) {
        throw new IOException(
            "sequence state is damaged: open matches of one pattern take " + length + " bytes");
      }
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      open.add(OpenPattern.packed(hash, deadline, count, bytes));
    }
    return new SequenceState(newest, open);
  }

  /**
   * Drops the matches of patterns that are not matched any more, once the first has timed out.
   *
   * @param dropped is told of each
   */
  void dropExpired(long time, LongPredicate matched, Consumer<OpenPattern> dropped) {
    for (Iterator<OpenPattern> each = open.iterator(); each.hasNext(); ) {
      OpenPattern pattern = each.next();
      if (pattern.deadline() <= time && !matched.test(pattern.hash())) {
        each.remove();
        dropped.accept(pattern);
      }
    }
  }
}
