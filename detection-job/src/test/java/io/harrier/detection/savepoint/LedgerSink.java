package io.harrier.detection.savepoint;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes to a {@link Ledger}, exactly once. It takes the place of a sink to Kafka, whose
 * transactions belong to a broker that is no more: what the savepoint remembers of them is nothing
 * to commit here.
 */
final class LedgerSink<T> implements Sink<T>, SupportsCommitter<LedgerSink.Batch<T>> {
  private static final long serialVersionUID = 1L;

  /** What was written between two checkpoints. */
  record Batch<T>(String id, List<T> values) {}

  /** Which ledger of a world. */
  interface Place<T> extends Function<World, Ledger<T>>, Serializable {}

  private final String world;
  private final Place<T> place;
  private final TypeSerializer<T> serializer;

  LedgerSink(String world, Place<T> place, TypeSerializer<T> serializer) {
    this.world = world;
    this.place = place;
    this.serializer = serializer;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new BatchWriter<>();
  }

  @Override
  public Committer<Batch<T>> createCommitter(CommitterInitContext context) {
    Ledger<T> ledger = place.apply(World.named(world));
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<Batch<T>>> requests) {
        requests.forEach(request -> ledger.commit(request.getCommittable()));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SimpleVersionedSerializer<Batch<T>> getCommittableSerializer() {
    return new BatchSerializer<>(serializer);
  }

  private static final class BatchWriter<T> implements CommittingSinkWriter<T, Batch<T>> {
    private final List<T> values = new ArrayList<>();

    @Override
    public void write(T element, Context context) {
      values.add(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Batch<T>> prepareCommit() {
      Batch<T> batch = new Batch<>(UUID.randomUUID().toString(), List.copyOf(values));
      values.clear();
      return batch.values().isEmpty() ? List.of() : List.of(batch);
    }

    @Override
    public void close() {}
  }

  private record BatchSerializer<T>(TypeSerializer<T> values)
      implements SimpleVersionedSerializer<Batch<T>> {
    /** None that a connector will ever have. */
    private static final int VERSION = 1_000_000;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(Batch<T> batch) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(256);
      out.writeUTF(batch.id());
      out.writeInt(batch.values().size());
      for (T value : batch.values()) {
        values.serialize(value, out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public Batch<T> deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION) {
        return new Batch<>("of Kafka", List.of());
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      String id = in.readUTF();
      int size = in.readInt();
      List<T> read = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        read.add(values.deserialize(in));
      }
      return new Batch<>(id, read);
    }
  }
}
