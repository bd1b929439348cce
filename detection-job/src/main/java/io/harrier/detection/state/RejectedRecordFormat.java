package io.harrier.detection.state;

import io.harrier.detection.source.RejectedRecord;
import io.harrier.model.RejectReason;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class RejectedRecordFormat extends Format<RejectedRecord> {
  private static final long serialVersionUID = 1L;

  private static final RejectReason[] REASONS = RejectReason.values();

  RejectedRecordFormat() {
    super("rejected-record", 1, RejectedRecord.class);
  }

  @Override
  public void write(RejectedRecord value, DataOutputView out) throws IOException {
    Fields.writeBytes(value.key(), out);
    Fields.writeBytes(value.value(), out);
    Fields.writeEnum(value.reason(), out);
    Fields.writeText(value.detail(), out);
    Fields.writeText(value.topic(), out);
    out.writeInt(value.partition());
    out.writeLong(value.offset());
  }

  @Override
  public RejectedRecord read(int writtenVersion, DataInputView in) throws IOException {
    return new RejectedRecord(
        Fields.readBytes(in),
        Fields.readBytes(in),
        Fields.readEnum(REASONS, in),
        Fields.readText(in),
        Fields.readText(in),
        in.readInt(),
        in.readLong());
  }
}
