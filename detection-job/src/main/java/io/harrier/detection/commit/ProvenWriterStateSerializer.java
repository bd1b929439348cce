package io.harrier.detection.commit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Wraps the connector's bytes, whose version goes with them. */
final class ProvenWriterStateSerializer implements SimpleVersionedSerializer<ProvenWriterState> {
  private static final int VERSION = 1;

  private final SimpleVersionedSerializer<KafkaWriterState> kafka;

  ProvenWriterStateSerializer(SimpleVersionedSerializer<KafkaWriterState> kafka) {
    this.kafka = kafka;
  }

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ProvenWriterState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] inner = kafka.serialize(state.kafka());
      out.writeInt(kafka.getVersion());
      out.writeInt(inner.length);
      out.write(inner);
      out.writeInt(state.flushed().size());
      for (FlushedTransaction transaction : state.flushed()) {
        out.writeUTF(transaction.transactionalId());
        out.writeUTF(transaction.topic());
        out.writeInt(transaction.partition());
        out.writeLong(transaction.offset());
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public ProvenWriterState deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a writer's state has version " + version + ", this Harrier reads up to " + VERSION);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
      int innerVersion = in.readInt();
      byte[] inner = new byte[in.readInt()];
      in.readFully(inner);
      int size = in.readInt();
      List<FlushedTransaction> flushed = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        flushed.add(
            new FlushedTransaction(in.readUTF(), in.readUTF(), in.readInt(), in.readLong()));
      }
      return new ProvenWriterState(kafka.deserialize(innerVersion, inner), flushed);
    }
  }
}
