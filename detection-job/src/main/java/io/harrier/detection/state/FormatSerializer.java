package io.harrier.detection.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's serializer over a {@link Format}; reads one version of it and writes the newest. */
public final class FormatSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final Format<T> format;
  private final int readVersion;

  FormatSerializer(Format<T> format, int readVersion) {
    this.format = format;
    this.readVersion = readVersion;
  }

  Format<T> format() {
    return format;
  }

  @Override
  public boolean isImmutableType() {
    return format.isImmutable();
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return format.copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return format.copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    format.write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return format.read(readVersion, source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    format.write(deserialize(source), target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatSerializer<?> that
        && that.format.name().equals(format.name())
        && that.readVersion == readVersion;
  }

  @Override
  public int hashCode() {
    return format.name().hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new FormatSnapshot<>(format, format.version());
  }
}
