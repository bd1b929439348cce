package io.harrier.alerting.notification;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A notice that has not been delivered.
 *
 * @param acceptedAt when it was first to be delivered, epoch milliseconds
 * @param attempts how many have failed
 */
record PendingNotice(CaseNotice notice, long acceptedAt, int attempts) {

  PendingNotice failedOnceMore() {
    return new PendingNotice(notice, acceptedAt, attempts + 1);
  }

  /** The bytes of notices in checkpoints and savepoints. */
  static final class Serializer implements SimpleVersionedSerializer<PendingNotice> {
    static final int VERSION_1 = 1;

    @Override
    public int getVersion() {
      return VERSION_1;
    }

    @Override
    public byte[] serialize(PendingNotice pending) throws IOException {
      byte[] notice = CaseNoticeJson.encode(pending.notice());
      DataOutputSerializer out = new DataOutputSerializer(notice.length + 16);
      out.writeLong(pending.acceptedAt());
      out.writeInt(pending.attempts());
      out.writeInt(notice.length);
      out.write(notice);
      return out.getCopyOfBuffer();
    }

    @Override
    public PendingNotice deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION_1) {
        throw new IOException(
            "Pending notifications have layout %d; this build reads layout %d."
                .formatted(version, VERSION_1));
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      long acceptedAt = in.readLong();
      int attempts = in.readInt();
      byte[] notice = new byte[in.readInt()];
      in.readFully(notice);
      return new PendingNotice(CaseNoticeJson.decode(notice), acceptedAt, attempts);
    }
  }
}
