package io.harrier.detection.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink.PrecommittingStatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;

/**
 * The connector's writer, which also remembers a place in Kafka for each transaction it flushed,
 * and after a restart has those that the checkpoint counts as written proven before the next
 * checkpoint.
 */
@SuppressWarnings("try") // Flink declares close() to throw any exception
final class ProvenWriter<T>
    implements StatefulSinkWriter<T, ProvenWriterState>, CommittingSinkWriter<T, KafkaCommittable> {

  private final PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer;
  private final LastRecord lastRecord;
  private final RestoredTransactions restored;
  private final Map<String, FlushedTransaction> flushed = new LinkedHashMap<>();

  ProvenWriter(
      PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> writer,
      LastRecord lastRecord,
      RestoredTransactions restored) {
    this.writer = writer;
    this.lastRecord = lastRecord;
    this.restored = restored;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    writer.write(element, context);
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writer.flush(endOfInput);
  }

  @Override
  public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
    // Every task runs when a checkpoint begins: whatever could be committed or aborted has been.
    restored.prove();
    Collection<KafkaCommittable> committables = writer.prepareCommit();
    for (KafkaCommittable committable : committables) {
      lastRecord
          .take(committable.getTransactionalId())
          .ifPresent(transaction -> flushed.put(transaction.transactionalId(), transaction));
    }
    return committables;
  }

  @Override
  public List<ProvenWriterState> snapshotState(long checkpointId) throws IOException {
    List<KafkaWriterState> states = writer.snapshotState(checkpointId);
    Set<String> open = new HashSet<>();
    for (KafkaWriterState state : states) {
      for (CheckpointTransaction transaction : state.getPrecommittedTransactionalIds()) {
        open.add(transaction.getTransactionalId());
      }
    }
    flushed.keySet().retainAll(open);
    List<ProvenWriterState> proven = new ArrayList<>(states.size());
    for (KafkaWriterState state : states) {
      proven.add(
          new ProvenWriterState(
              state, proven.isEmpty() ? List.copyOf(flushed.values()) : List.of()));
    }
    return proven;
  }

  @Override
  public void close() throws Exception {
    writer.close();
  }
}
