package io.harrier.engine.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A history as bytes: the version, the length of the rest, then the rows column by column and the
 * tiles, little-endian. Columns are copied whole; a time is written as its distance from the first
 * one, numbers in 4 bytes where all of a column fit, codes in 1 where their dictionary allows.
 */
final class HistoryFormat {
  static final int VERSION = 1;

  private static final int HEADER = 64;
  private static final int ROW = 8 + 8 + 8 + 2 + 4 + 4;
  private static final int SLACK = 4;
  private static final int WIDE_TIMES = 1;
  private static final int WIDE_AMOUNTS = 2;
  private static final int LOCATED = 4;
  private static final int NARROW_CODES = 255;

  private HistoryFormat() {}

  static void write(EventColumns columns, EvictedEvents evicted, int appended, DataOutput out)
      throws IOException {
    int bound = HEADER + boundOf(columns) + EvictedFormat.boundOf(evicted);
    ByteBuffer buffer = ByteBuffer.allocate(bound).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putChar((char) appended);
    writeRows(columns, buffer);
    EvictedFormat.write(evicted, buffer);
    out.writeByte(VERSION);
    out.writeInt(buffer.position());
    out.write(buffer.array(), 0, buffer.position());
  }

  /** Makes a history of what was read. */
  @FunctionalInterface
  interface Maker {
    EventHistory make(EventColumns columns, EvictedEvents evicted, int appended);
  }

  static EventHistory read(DataInput in, Maker maker) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "a user's history has format version "
              + version
              + ", this Harrier reads up to "
              + VERSION
              + ": restore it with the Harrier that wrote it, or a newer one");
    }
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int appended = buffer.getChar();
    EventColumns columns = readRows(buffer);
    EvictedEvents evicted = new EvictedEvents();
    EvictedFormat.read(evicted, buffer);
    return maker.make(columns, evicted, appended);
  }

  private static int boundOf(EventColumns columns) {
    int bound = columns.size() * (ROW + 2 * TextColumn.COUNT) + TextColumn.COUNT * 8;
    for (TextDictionary texts : columns.texts) {
      bound += texts == null ? 0 : texts.size * 8 + texts.byteCount();
    }
    return bound;
  }

  private static void writeRows(EventColumns columns, ByteBuffer buffer) {
    int size = columns.size();
    buffer.putInt(size);
    buffer.putInt(columns.leftSinceCollection);
    if (size == 0) {
      return;
    }
    int flags = flags(columns);
    buffer.put((byte) flags);
    long firstTime = columns.time[columns.from];
    buffer.putLong(firstTime);
    if ((flags & WIDE_TIMES) != 0) {
      Bulk.put(buffer, columns.time, columns.from, size);
    } else {
      for (int row = columns.from; row < columns.to; row++) {
        buffer.putInt((int) (columns.time[row] - firstTime));
      }
    }
    Bulk.put(buffer, columns.id, columns.from, size);
    if ((flags & WIDE_AMOUNTS) != 0) {
      Bulk.put(buffer, columns.amount, columns.from, size);
    } else {
      for (int row = columns.from; row < columns.to; row++) {
        buffer.putInt((int) columns.amount[row]);
      }
    }
    Bulk.put(buffer, columns.kind, columns.from, size);
    if ((flags & LOCATED) != 0) {
      Bulk.put(buffer, columns.latitude, columns.from, size);
      Bulk.put(buffer, columns.longitude, columns.from, size);
    }
    for (int i = 0; i < TextColumn.COUNT; i++) {
      writeTexts(columns, i, buffer);
    }
  }

  private static int flags(EventColumns columns) {
    long span = columns.time[columns.to - 1] - columns.time[columns.from];
    long largest = 0;
    int known = 0;
    for (int row = columns.from; row < columns.to; row++) {
      largest |= columns.amount[row];
      known |= columns.latitude[row] ^ Degrees.ABSENT;
    }
    return (span == (int) span && span >= 0 ? 0 : WIDE_TIMES)
        | (largest == (int) largest && largest >= 0 ? 0 : WIDE_AMOUNTS)
        | (known == 0 ? 0 : LOCATED);
  }

  private static void writeTexts(EventColumns columns, int column, ByteBuffer buffer) {
    TextDictionary texts = columns.texts[column];
    if (texts == null) {
      buffer.putChar((char) 0);
      return;
    }
    buffer.putChar((char) texts.size);
    Bulk.put(buffer, texts.hashes, 0, texts.size);
    Bulk.put(buffer, texts.ends, 0, texts.size);
    buffer.put(texts.utf8, 0, texts.byteCount());
    char[] codes = columns.codes[column];
    if (texts.size <= NARROW_CODES) {
      byte[] narrow = new byte[columns.size()];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (byte) codes[columns.from + i];
      }
      buffer.put(narrow);
    } else {
      Bulk.put(buffer, codes, columns.from, columns.size());
    }
  }

  private static EventColumns readRows(ByteBuffer buffer) {
    int size = buffer.getInt();
    EventColumns columns = new EventColumns(size + SLACK);
    columns.to = size;
    columns.leftSinceCollection = buffer.getInt();
    if (size == 0) {
      return columns;
    }
    int flags = buffer.get();
    long firstTime = buffer.getLong();
    if ((flags & WIDE_TIMES) != 0) {
      Bulk.get(buffer, columns.time, size);
    } else {
      for (int row = 0; row < size; row++) {
        columns.time[row] = firstTime + buffer.getInt();
      }
    }
    Bulk.get(buffer, columns.id, size);
    if ((flags & WIDE_AMOUNTS) != 0) {
      Bulk.get(buffer, columns.amount, size);
    } else {
      for (int row = 0; row < size; row++) {
        columns.amount[row] = buffer.getInt();
      }
    }
    Bulk.get(buffer, columns.kind, size);
    if ((flags & LOCATED) != 0) {
      Bulk.get(buffer, columns.latitude, size);
      Bulk.get(buffer, columns.longitude, size);
    } else {
      Arrays.fill(columns.latitude, 0, size, Degrees.ABSENT);
      Arrays.fill(columns.longitude, 0, size, Degrees.ABSENT);
    }
    for (int i = 0; i < TextColumn.COUNT; i++) {
      readTexts(columns, i, buffer);
    }
    return columns;
  }

  private static void readTexts(EventColumns columns, int column, ByteBuffer buffer) {
    int count = buffer.getChar();
    if (count == 0) {
      return;
    }
    int[] hashes = new int[count + SLACK];
    int[] ends = new int[count + SLACK];
    Bulk.get(buffer, hashes, count);
    Bulk.get(buffer, ends, count);
    byte[] utf8 = new byte[ends[count - 1]];
    buffer.get(utf8);
    columns.texts[column] = new TextDictionary(count, hashes, ends, utf8);
    char[] codes = new char[columns.time.length];
    columns.codes[column] = codes;
    if (count <= NARROW_CODES) {
      byte[] narrow = new byte[columns.to];
      buffer.get(narrow);
      for (int row = 0; row < narrow.length; row++) {
        codes[row] = (char) (narrow[row] & 0xFF);
      }
    } else {
      Bulk.get(buffer, codes, columns.to);
    }
  }
}
