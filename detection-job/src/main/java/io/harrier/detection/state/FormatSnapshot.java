package io.harrier.detection.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a savepoint says of the values in it: the format's name and the version written. */
public final class FormatSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int SNAPSHOT_VERSION = 1;

  private Format<T> format;
  private int writtenVersion;

  /** For Flink, which reads the snapshot after making it. */
  public FormatSnapshot() {}

  FormatSnapshot(Format<T> format, int writtenVersion) {
    this.format = format;
    this.writtenVersion = writtenVersion;
  }

  @Override
  public int getCurrentVersion() {
    return SNAPSHOT_VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(format.name());
    out.writeInt(writtenVersion);
  }

  @Override
  @SuppressWarnings("unchecked") // a format's name determines its type
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    format = (Format<T>) Formats.named(in.readUTF());
    writtenVersion = in.readInt();
    if (writtenVersion > format.version()) {
      throw new IOException(
          "the state holds '"
              + format.name()
              + "' in version "
              + writtenVersion
              + ", this Harrier reads up to "
              + format.version()
              + ": restore it with the Harrier that wrote it, or a newer one");
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new FormatSerializer<>(format, writtenVersion);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSnapshot) {
    if (!(oldSnapshot instanceof FormatSnapshot<T> old)
        || !old.format.name().equals(format.name())
        || old.writtenVersion > format.version()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return old.writtenVersion == format.version()
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
