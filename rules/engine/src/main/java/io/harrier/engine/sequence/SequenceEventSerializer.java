package io.harrier.engine.sequence;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SequenceEvent} as flink-cep's own serializers want to nest it. */
final class SequenceEventSerializer extends TypeSerializerSingleton<SequenceEvent> {
  private static final long serialVersionUID = 1L;

  static final SequenceEventSerializer INSTANCE = new SequenceEventSerializer();

  private SequenceEventSerializer() {}

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SequenceEvent createInstance() {
    return null;
  }

  @Override
  public SequenceEvent copy(SequenceEvent from) {
    return from;
  }

  @Override
  public SequenceEvent copy(SequenceEvent from, SequenceEvent reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SequenceEvent event, DataOutputView target) throws IOException {
    event.write(target);
  }

  @Override
  public SequenceEvent deserialize(DataInputView source) throws IOException {
    return SequenceEvent.read(source);
  }

  @Override
  public SequenceEvent deserialize(SequenceEvent reuse, DataInputView source) throws IOException {
    return SequenceEvent.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    SequenceEvent.read(source).write(target);
  }

  @Override
  public TypeSerializerSnapshot<SequenceEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Never stored: the bytes are versioned by {@link SequenceState}. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SequenceEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
