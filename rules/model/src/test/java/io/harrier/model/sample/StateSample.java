package io.harrier.model.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A fixed value of a format that goes into savepoints, and what today's code writes of it.
 *
 * @param format stable name of the format
 * @param version that today's code writes; with the versions of its parts, where those have any
 * @param name of the value, among those of the format
 * @param bytes what today's code writes of it
 * @param rewriting reads what a version wrote
 * @param fromEarlier what today's code writes of the value read from an earlier version, by
 *     version, where that is another one: a field that the earlier version did not have
 */
@SuppressWarnings("ArrayRecordComponent") // samples are never compared
public record StateSample(
    String format,
    String version,
    String name,
    byte[] bytes,
    Rewriting rewriting,
    Map<String, byte[]> fromEarlier) {

  /** Reads a value from what a version wrote, and writes it as today's code does. */
  @FunctionalInterface
  public interface Rewriting {
    byte[] rewrite(String version, byte[] bytes) throws IOException;
  }

  /** How today's code writes a value. */
  @FunctionalInterface
  public interface Writer<T> {
    void write(T value, DataOutputStream out) throws IOException;
  }

  /** How today's code reads what a version wrote. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(String version, DataInputStream in) throws IOException;
  }

  /** A sample whose value is the same from whichever version it is read. */
  public static <T> StateSample of(
      String format, String version, String name, T value, Writer<T> writer, Reader<T> reader) {
    return new StateSample(
        format,
        version,
        name,
        bytes(value, writer),
        (written, bytes) -> {
          DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
          T read = reader.read(written, in);
          if (in.available() > 0) {
            throw new IOException(
                "of what version %s of %s wrote, %d bytes are left over"
                    .formatted(written, format, in.available()));
          }
          return bytes(read, writer);
        },
        Map.of());
  }

  /** The same, but of an earlier version another value is read. */
  public StateSample whenReadFrom(String earlierVersion, byte[] writtenToday) {
    Map<String, byte[]> expected = new HashMap<>(fromEarlier);
    expected.put(earlierVersion, writtenToday);
    return new StateSample(format, version, name, bytes, rewriting, expected);
  }

  /** What today's code should write of the value as it is read from a version. */
  byte[] expectedFrom(String writtenVersion) {
    return fromEarlier.getOrDefault(writtenVersion, bytes);
  }

  private static <T> byte[] bytes(T value, Writer<T> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return format + " " + version + " " + name;
  }
}
