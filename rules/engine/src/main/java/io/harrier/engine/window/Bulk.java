package io.harrier.engine.window;

import java.nio.ByteBuffer;

/** Copies whole columns to and from a buffer. */
final class Bulk {
  private Bulk() {}

  static void put(ByteBuffer buffer, long[] column, int from, int count) {
    buffer.asLongBuffer().put(column, from, count);
    skip(buffer, count * Long.BYTES);
  }

  static void put(ByteBuffer buffer, int[] column, int from, int count) {
    buffer.asIntBuffer().put(column, from, count);
    skip(buffer, count * Integer.BYTES);
  }

  static void put(ByteBuffer buffer, short[] column, int from, int count) {
    buffer.asShortBuffer().put(column, from, count);
    skip(buffer, count * Short.BYTES);
  }

  static void put(ByteBuffer buffer, char[] column, int from, int count) {
    buffer.asCharBuffer().put(column, from, count);
    skip(buffer, count * Character.BYTES);
  }

  static void get(ByteBuffer buffer, long[] column, int count) {
    buffer.asLongBuffer().get(column, 0, count);
    skip(buffer, count * Long.BYTES);
  }

  static void get(ByteBuffer buffer, int[] column, int count) {
    buffer.asIntBuffer().get(column, 0, count);
    skip(buffer, count * Integer.BYTES);
  }

  static void get(ByteBuffer buffer, short[] column, int count) {
    buffer.asShortBuffer().get(column, 0, count);
    skip(buffer, count * Short.BYTES);
  }

  static void get(ByteBuffer buffer, char[] column, int count) {
    buffer.asCharBuffer().get(column, 0, count);
    skip(buffer, count * Character.BYTES);
  }

  private static void skip(ByteBuffer buffer, int bytes) {
    buffer.position(buffer.position() + bytes);
  }
}
