package io.harrier.detection.state;

import io.harrier.model.Transaction;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What became of a user's entry since it was stored before: the transactions that were decided, and
 * all that is small anew. Packed at once, since the entry goes on changing.
 */
final class UserChange {
  private static final int USUAL_BYTES = 512;

  private final byte[] packed;

  UserChange(byte[] packed) {
    this.packed = packed;
  }

  byte[] packed() {
    return packed;
  }

  /** The entry's change since it was last stored. */
  static UserChange of(UserEntry entry) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(USUAL_BYTES);
    entry.writeOwn(out);
    List<Transaction> decided = entry.decidedSinceStored();
    out.writeByte(Formats.TRANSACTION.version());
    out.writeInt(decided.size());
    for (Transaction transaction : decided) {
      Formats.TRANSACTION.write(transaction, out);
    }
    entry.state().writeRest(out);
    return new UserChange(out.getCopyOfBuffer());
  }

  /** Makes the change in an entry as it was before it. */
  void applyTo(UserEntry entry) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(packed);
    entry.readOwn(in);
    int version = in.readByte();
    for (int left = in.readInt(); left > 0; left--) {
      entry.state().append(Formats.TRANSACTION.read(version, in));
    }
    entry.state().readRest(in);
  }
}
