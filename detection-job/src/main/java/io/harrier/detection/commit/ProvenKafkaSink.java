package io.harrier.detection.commit;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A transactional {@link KafkaSink} that loses nothing in silence: a commit that fails while the
 * job runs restarts it, and what a restored checkpoint counts as written is proven to be readable
 * before the next checkpoint is taken. Writer and committer must stay chained, as they are by
 * default.
 */
public final class ProvenKafkaSink<T>
    implements Sink<T>,
        SupportsWriterState<T, ProvenWriterState>,
        SupportsCommitter<KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1L;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KafkaSink<T> sink;
  private final Properties clientProperties;
  private final LostTransactions onLoss;

  /**
   * @param sink with {@code EXACTLY_ONCE}
   * @param clientProperties how to reach Kafka
   */
  public ProvenKafkaSink(KafkaSink<T> sink, Properties clientProperties, LostTransactions onLoss) {
    this.sink = sink;
    this.clientProperties = clientProperties;
    this.onLoss = onLoss;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return newWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<T, ProvenWriterState> restoreWriter(
      WriterInitContext context, Collection<ProvenWriterState> recovered) throws IOException {
    return newWriter(context, recovered);
  }

  private ProvenWriter<T> newWriter(
      WriterInitContext context, Collection<ProvenWriterState> recovered) {
    LastRecord lastRecord = new LastRecord();
    RestoredTransactions restored =
        new RestoredTransactions(
            recovered.stream().flatMap(state -> state.flushed().stream()).toList(),
            new CommitProof(clientProperties, PATIENCE),
            onLoss,
            context.metricGroup().counter("lostTransactions"));
    return new ProvenWriter<>(
        sink.restoreWriter(
            new OffsetTap(context, lastRecord),
            recovered.stream().map(ProvenWriterState::kafka).toList()),
        lastRecord,
        restored);
  }

  @Override
  public SimpleVersionedSerializer<ProvenWriterState> getWriterStateSerializer() {
    return new ProvenWriterStateSerializer(sink.getWriterStateSerializer());
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
    return new UnsilentCommitter(
        sink.createCommitter(context),
        clientProperties,
        context.metricGroup().counter("refusedCommits"));
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
    sink.addPostCommitTopology(committables);
  }
}
