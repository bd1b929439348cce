package io.harrier.engine.window;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The different texts of one column, numbered from 1; code 0 stands for an absent text. Kept as one
 * run of UTF-8, so that a history is read without making strings.
 */
final class TextDictionary {
  /** Code of an absent text. */
  static final int ABSENT = 0;

  /** Code of a text that no transaction in the history has. */
  static final int UNKNOWN = -1;

  int size;

  /** {@link String#hashCode()} of each text, whose value the Java language fixes. */
  int[] hashes;

  /** Where each text ends in {@link #utf8}. */
  int[] ends;

  byte[] utf8;

  TextDictionary() {
    this(0, new int[4], new int[4], new byte[32]);
  }

  TextDictionary(int size, int[] hashes, int[] ends, byte[] utf8) {
    this.size = size;
    this.hashes = hashes;
    this.ends = ends;
    this.utf8 = utf8;
  }

  /** The text's code, {@link #ABSENT} for {@code null}, or {@link #UNKNOWN}. */
  int codeOf(String text) {
    if (text == null) {
      return ABSENT;
    }
    int hash = text.hashCode();
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash && equal(i, text)) {
        return i + 1;
      }
    }
    return UNKNOWN;
  }

  /** The text's code; a new text gets the next one. */
  int intern(String text) {
    int code = codeOf(text);
    if (code != UNKNOWN) {
      return code;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(text.hashCode(), bytes, 0, bytes.length);
    return size;
  }

  String textOf(int code) {
    int start = start(code - 1);
    return code == ABSENT
        ? null
        : new String(utf8, start, ends[code - 1] - start, StandardCharsets.UTF_8);
  }

  int byteCount() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /** The texts that {@code newCodes} gives a code (above 0), under those codes. */
  TextDictionary retain(int[] newCodes, int newSize) {
    int[] oldIndex = new int[newSize];
    for (int code = 1; code <= size; code++) {
      if (newCodes[code] > 0) {
        oldIndex[newCodes[code] - 1] = code - 1;
      }
    }
    TextDictionary retained = new TextDictionary();
    for (int index : oldIndex) {
      int start = start(index);
      retained.append(hashes[index], utf8, start, ends[index] - start);
    }
    return retained;
  }

  TextDictionary copy() {
    return new TextDictionary(
        size,
        Arrays.copyOf(hashes, Math.max(size, 1)),
        Arrays.copyOf(ends, Math.max(size, 1)),
        Arrays.copyOf(utf8, byteCount()));
  }

  private void append(int hash, byte[] bytes, int offset, int length) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size * 2 + 2);
      ends = Arrays.copyOf(ends, size * 2 + 2);
    }
    int start = byteCount();
    if (start + length > utf8.length) {
      utf8 = Arrays.copyOf(utf8, Math.max(start + length, utf8.length * 2));
    }
    System.arraycopy(bytes, offset, utf8, start, length);
    hashes[size] = hash;
    ends[size] = start + length;
    size++;
  }

  private int start(int index) {
    return index <= 0 ? 0 : ends[index - 1];
  }

  private boolean equal(int index, String text) {
    int start = start(index);
    int length = ends[index] - start;
    if (length == text.length()) {
      for (int i = 0; i < length; i++) {
        if (utf8[start + i] != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }
    // Only a text that is not ASCII is longer in UTF-8.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(utf8, start, ends[index], bytes, 0, bytes.length);
  }
}
