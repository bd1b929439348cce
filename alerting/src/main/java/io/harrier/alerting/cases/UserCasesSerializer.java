package io.harrier.alerting.cases;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of {@link UserCases} in checkpoints and savepoints. Every value starts with the version
 * of its layout; each version ever released stays readable.
 */
public final class UserCasesSerializer extends TypeSerializerSingleton<UserCases> {
  private static final long serialVersionUID = 1L;

  /** The layout that is written. */
  public static final int VERSION = 1;

  /** The only instance that is needed. */
  public static final UserCasesSerializer INSTANCE = new UserCasesSerializer();

  @Override
  public void serialize(UserCases cases, DataOutputView target) throws IOException {
    target.writeByte(VERSION);
    cases.write(target);
  }

  @Override
  public UserCases deserialize(DataInputView source) throws IOException {
    int version = source.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "The state of a user's cases has layout %d; this build reads layout %d. It was written by a newer Harrier: restore with that one, or from an older savepoint."
              .formatted(version, VERSION));
    }
    return UserCases.read(source);
  }

  @Override
  public UserCases deserialize(UserCases reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public UserCases copy(UserCases from) {
    return from.copy();
  }

  @Override
  public UserCases copy(UserCases from, UserCases reuse) {
    return from.copy();
  }

  @Override
  public UserCases createInstance() {
    return new UserCases();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<UserCases> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink keeps beside the values; the values name their layout themselves. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<UserCases> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
