package io.harrier.detection.state;

import io.harrier.detection.evaluate.LateTransaction;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class LateTransactionFormat extends Format<LateTransaction> {
  private static final long serialVersionUID = 1L;

  LateTransactionFormat() {
    super("late-transaction", 1, LateTransaction.class);
  }

  @Override
  public void write(LateTransaction value, DataOutputView out) throws IOException {
    Formats.TRANSACTION.write(value.transaction(), out);
    out.writeLong(value.byMillis());
  }

  @Override
  public LateTransaction read(int writtenVersion, DataInputView in) throws IOException {
    return new LateTransaction(Formats.TRANSACTION.read(writtenVersion, in), in.readLong());
  }
}
