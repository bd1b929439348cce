package io.harrier.alerting.standing;

import io.harrier.model.Outcome;
import io.harrier.model.Severity;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The bytes of updates that had not reached Redis when a checkpoint was taken. */
final class StandingUpdateSerializer implements SimpleVersionedSerializer<StandingUpdate> {
  static final int VERSION_1 = 1;
  private static final int DECISION = 0;
  private static final int CASE = 1;

  @Override
  public int getVersion() {
    return VERSION_1;
  }

  @Override
  public byte[] serialize(StandingUpdate update) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(128);
    if (update instanceof DecisionStanding decision) {
      write(decision, out);
    } else if (update instanceof CaseStanding change) {
      write(change, out);
    }
    return out.getCopyOfBuffer();
  }

  private static void write(DecisionStanding decision, DataOutputSerializer out)
      throws IOException {
    out.writeByte(DECISION);
    out.writeUTF(decision.userId());
    out.writeUTF(decision.outcome().name());
    out.writeInt(decision.score());
    out.writeUTF(decision.decisionId());
    out.writeUTF(decision.transactionId());
    out.writeBoolean(decision.release() != null);
    if (decision.release() != null) {
      out.writeUTF(decision.release());
    }
    out.writeLong(decision.eventTime());
    out.writeLong(decision.decidedAt());
  }

  private static void write(CaseStanding change, DataOutputSerializer out) throws IOException {
    out.writeByte(CASE);
    out.writeUTF(change.userId());
    out.writeUTF(change.caseId());
    out.writeUTF(change.severity().name());
    out.writeInt(change.alertCount());
    out.writeLong(change.lastAlertAt());
  }

  @Override
  public StandingUpdate deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION_1) {
      throw new IOException(
          "Pending updates of standings have layout %d; this build reads layout %d."
              .formatted(version, VERSION_1));
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    int kind = in.readByte();
    return switch (kind) {
      case DECISION ->
          new DecisionStanding(
              in.readUTF(),
              Outcome.valueOf(in.readUTF()),
              in.readInt(),
              in.readUTF(),
              in.readUTF(),
              in.readBoolean() ? in.readUTF() : null,
              in.readLong(),
              in.readLong());
      case CASE ->
          new CaseStanding(
              in.readUTF(),
              in.readUTF(),
              Severity.valueOf(in.readUTF()),
              in.readInt(),
              in.readLong());
      default -> throw new IOException("A pending update of a standing has unknown kind " + kind);
    };
  }
}
