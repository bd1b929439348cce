package io.harrier.detection.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's view of a type that has a {@link Format}. */
public final class FormatTypeInfo<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Format<T> format;

  FormatTypeInfo(Format<T> format) {
    this.format = format;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return format.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return createSerializer();
  }

  /** The serializer, which no configuration changes. */
  public TypeSerializer<T> createSerializer() {
    return new FormatSerializer<>(format, format.version());
  }

  @Override
  public String toString() {
    return format.name();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatTypeInfo<?> that && that.format.name().equals(format.name());
  }

  @Override
  public int hashCode() {
    return format.name().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FormatTypeInfo;
  }
}
