package io.harrier.detection.state;

import io.harrier.detection.source.Received;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Crosses no wire while the source is chained to its consumer, and is correct when it isn't. */
final class ReceivedFormat extends Format<Received> {
  private static final long serialVersionUID = 1L;

  private static final int VALID = 0;
  private static final int REJECTED = 1;

  ReceivedFormat() {
    super("received", 1, Received.class);
  }

  @Override
  public void write(Received value, DataOutputView out) throws IOException {
    if (value instanceof Received.Valid valid) {
      out.writeByte(VALID);
      Formats.TRANSACTION.write(valid.transaction(), out);
    } else if (value instanceof Received.Rejected rejected) {
      out.writeByte(REJECTED);
      Formats.REJECTED_RECORD.write(rejected.record(), out);
    }
  }

  @Override
  public Received read(int writtenVersion, DataInputView in) throws IOException {
    return in.readByte() == VALID
        ? new Received.Valid(Formats.TRANSACTION.read(writtenVersion, in))
        : new Received.Rejected(Formats.REJECTED_RECORD.read(writtenVersion, in));
  }
}
