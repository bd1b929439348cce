package io.harrier.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.StringValue;

/**
 * How the parts of values are written. An enum is written by its ordinal: constants are only
 * appended.
 */
final class Fields {
  private static final int ABSENT = -1;

  private Fields() {}

  /** A text or {@code null}, one byte a character for ASCII. */
  static void writeText(String text, DataOutput out) throws IOException {
    StringValue.writeString(text, out);
  }

  static String readText(DataInput in) throws IOException {
    return StringValue.readString(in);
  }

  static void writeTexts(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  static List<String> readTexts(DataInput in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  /** Bytes or {@code null}. */
  static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    if (bytes == null) {
      out.writeInt(ABSENT);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static byte[] readBytes(DataInput in) throws IOException {
    int length = in.readInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  @SuppressWarnings("EnumOrdinal") // one byte; the order of the constants is part of the format
  static void writeEnum(Enum<?> value, DataOutput out) throws IOException {
    out.writeByte(value.ordinal());
  }

  static <E extends Enum<E>> E readEnum(E[] constants, DataInput in) throws IOException {
    int ordinal = in.readUnsignedByte();
    if (ordinal >= constants.length) {
      throw new IOException(
          "constant "
              + ordinal
              + " of "
              + constants.getClass().getComponentType().getSimpleName()
              + " is unknown to this Harrier: a newer one wrote it");
    }
    return constants[ordinal];
  }
}
