package io.harrier.detection.state;

import io.harrier.model.Channel;
import io.harrier.model.Transaction;
import io.harrier.model.TransactionStatus;
import io.harrier.model.TransactionType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Every transaction passes it once, in the shuffle to its user. */
final class TransactionFormat extends Format<Transaction> {
  private static final long serialVersionUID = 1L;

  private static final TransactionType[] TYPES = TransactionType.values();
  private static final Channel[] CHANNELS = Channel.values();
  private static final TransactionStatus[] STATUSES = TransactionStatus.values();

  TransactionFormat() {
    super("transaction", 1, Transaction.class);
  }

  @Override
  public void write(Transaction value, DataOutputView out) throws IOException {
    Fields.writeText(value.transactionId(), out);
    Fields.writeText(value.userId(), out);
    out.writeLong(value.eventTime());
    out.writeLong(value.amountMinor());
    Fields.writeText(value.currency(), out);
    Fields.writeEnum(value.type(), out);
    Fields.writeEnum(value.channel(), out);
    Fields.writeEnum(value.status(), out);
    Fields.writeText(value.merchantId(), out);
    Fields.writeText(value.terminalId(), out);
    Fields.writeText(value.mcc(), out);
    Fields.writeText(value.cardToken(), out);
    Fields.writeText(value.deviceId(), out);
    Fields.writeText(value.ipAddress(), out);
    Fields.writeText(value.counterpartyId(), out);
    Fields.writeText(value.country(), out);
    out.writeDouble(value.latitude());
    out.writeDouble(value.longitude());
    out.writeLong(value.producedAt());
  }

  @Override
  public Transaction read(int writtenVersion, DataInputView in) throws IOException {
    return new Transaction(
        Fields.readText(in),
        Fields.readText(in),
        in.readLong(),
        in.readLong(),
        Fields.readText(in),
        Fields.readEnum(TYPES, in),
        Fields.readEnum(CHANNELS, in),
        Fields.readEnum(STATUSES, in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        Fields.readText(in),
        in.readDouble(),
        in.readDouble(),
        in.readLong());
  }
}
