package io.harrier.detection.state;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How values of one type are written, and how every version ever written is read. Stateless.
 *
 * <p>The name and the version go into a savepoint, and neither is ever used for anything else.
 */
public abstract class Format<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final int version;
  private final Class<T> type;

  Format(String name, int version, Class<T> type) {
    this.name = name;
    this.version = version;
    this.type = type;
  }

  /** Stable name of the format. */
  public final String name() {
    return name;
  }

  /** The version that {@link #write} writes. */
  public final int version() {
    return version;
  }

  public final Class<T> type() {
    return type;
  }

  public abstract void write(T value, DataOutputView out) throws IOException;

  /**
   * @param writtenVersion 1 to {@link #version}
   */
  public abstract T read(int writtenVersion, DataInputView in) throws IOException;

  /** Whether values never change, so that a copy is the value itself. */
  public boolean isImmutable() {
    return true;
  }

  /** A value that shares nothing mutable with the given one. */
  public T copy(T value) {
    return value;
  }

  /** What Flink needs to know of the type. */
  public final FormatTypeInfo<T> typeInfo() {
    return new FormatTypeInfo<>(this);
  }
}
