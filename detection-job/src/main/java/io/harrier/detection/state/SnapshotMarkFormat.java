package io.harrier.detection.state;

import io.harrier.model.SnapshotMark;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class SnapshotMarkFormat extends Format<SnapshotMark> {
  private static final long serialVersionUID = 1L;

  SnapshotMarkFormat() {
    super("snapshot-mark", 1, SnapshotMark.class);
  }

  @Override
  public void write(SnapshotMark value, DataOutputView out) throws IOException {
    Fields.writeText(value.table(), out);
    out.writeLong(value.rows());
    out.writeLong(value.position());
    out.writeLong(value.completedAt());
  }

  @Override
  public SnapshotMark read(int writtenVersion, DataInputView in) throws IOException {
    return new SnapshotMark(Fields.readText(in), in.readLong(), in.readLong(), in.readLong());
  }
}
