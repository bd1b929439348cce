package io.harrier.detection.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of transactions that Kafka refuses to commit. */
@SuppressWarnings("try") // Flink declares close() to throw any exception
class RefusedCommitITCase {
  private static KafkaServer kafka;

  private String topic;
  private String transactionalId;
  private final Counter lost = new SimpleCounter();
  private final Counter refused = new SimpleCounter();

  @BeforeAll
  static void startKafka(@TempDir Path directory) {
    kafka = KafkaServer.start(directory, 0);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void ownTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    transactionalId = "id-" + topic;
    kafka.createTopics(new TopicSpec(topic, 1));
  }

  @Test
  void aTransactionFencedBetweenFlushAndCommitFailsTheRunningJob() throws Exception {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer()) {
      flush(producer, "alert");
      RecordedRequest request = new RecordedRequest(KafkaCommittable.of(producer));
      fence();

      assertThatThrownBy(() -> commit(request))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(transactionalId);
      assertThat(request.signals()).isEmpty();
      assertThat(refused.getCount()).isOne();
    }
  }

  @Test
  void aRestoredTransactionThatWasFencedIsLostAndStopsTheJob() throws Exception {
    FlushedTransaction flushed;
    RecordedRequest restored;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer()) {
      flushed = flush(producer, "alert");
      restored = restored(producer);
    }
    fence();

    commit(restored);

    assertThat(restored.signals()).containsExactly("already committed");
    assertThatThrownBy(() -> prove(flushed, LostTransactions.STOP))
        .isInstanceOf(LostTransactionException.class)
        .hasMessageContaining(transactionalId)
        .hasMessageContaining("--transaction-timeout");
    assertThat(lost.getCount()).isEqualTo(1);
  }

  @Test
  void anAcceptedLossIsCounted() throws Exception {
    FlushedTransaction flushed;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer()) {
      flushed = flush(producer, "alert");
    }
    fence();

    prove(flushed, LostTransactions.ACCEPT);

    assertThat(lost.getCount()).isEqualTo(1);
  }

  @Test
  void aRestoredTransactionThatIsStillOpenIsCommitted() throws Exception {
    FlushedTransaction flushed;
    RecordedRequest restored;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer()) {
      flushed = flush(producer, "alert");
      restored = restored(producer);
    }

    commit(restored);

    assertThat(restored.signals()).isEmpty();
    prove(flushed, LostTransactions.STOP);
    assertThat(lost.getCount()).isZero();
  }

  @Test
  void anIdThatWasCommittedAndUsedAgainIsNoLossAndBlocksNobody() throws Exception {
    FlushedTransaction flushed;
    FlushedTransaction orphan;
    RecordedRequest restored;
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer()) {
      flushed = flush(producer, "alert");
      restored = restored(producer);
      producer.commitTransaction();
      producer.setTransactionId(transactionalId);
      producer.initTransactions();
      orphan = flush(producer, "written after the checkpoint");
    }

    commit(restored);

    assertThat(restored.signals()).containsExactly("already committed");
    prove(flushed, LostTransactions.STOP);
    assertThat(proof(Duration.ofSeconds(30)).of(orphan)).isEqualTo(CommitProof.Fate.ABORTED);
  }

  @Test
  void whatCannotBeToldYetIsUndecidedAndWhatIsGoneIsMissing() throws Exception {
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer = producer()) {
      FlushedTransaction open = flush(producer, "alert");

      assertThat(proof(Duration.ofMillis(200)).of(open)).isEqualTo(CommitProof.Fate.UNDECIDED);
      assertThat(
              proof(Duration.ofMillis(200))
                  .of(new FlushedTransaction(transactionalId, topic, 0, open.offset() + 100)))
          .isEqualTo(CommitProof.Fate.MISSING);
    }
  }

  private FlinkKafkaInternalProducer<byte[], byte[]> producer() {
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(producerProperties(), transactionalId);
    producer.initTransactions();
    return producer;
  }

  private FlushedTransaction flush(
      FlinkKafkaInternalProducer<byte[], byte[]> producer, String value) throws Exception {
    producer.beginTransaction();
    Future<RecordMetadata> sent =
        producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
    producer.flush();
    FlushedTransaction flushed =
        new FlushedTransaction(transactionalId, topic, 0, sent.get().offset());
    producer.precommitTransaction();
    return flushed;
  }

  /** As it comes out of a checkpoint: without its producer. */
  private static RecordedRequest restored(FlinkKafkaInternalProducer<byte[], byte[]> producer) {
    return new RecordedRequest(
        new KafkaCommittable(
            producer.getProducerId(), producer.getEpoch(), producer.getTransactionalId(), null));
  }

  private void fence() throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.fenceProducers(List.of(transactionalId)).all().get();
    }
  }

  private void commit(RecordedRequest request) throws Exception {
    try (UnsilentCommitter committer =
        new UnsilentCommitter(
            new KafkaCommitter(
                producerProperties(), transactionalId, 0, 0, true, FlinkKafkaInternalProducer::new),
            client(),
            refused)) {
      committer.commit(List.of(request));
    }
  }

  private void prove(FlushedTransaction flushed, LostTransactions onLoss) throws IOException {
    new RestoredTransactions(List.of(flushed), proof(Duration.ofSeconds(30)), onLoss, lost).prove();
  }

  private static CommitProof proof(Duration patience) {
    return new CommitProof(client(), patience);
  }

  private static Properties client() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", kafka.bootstrapServers());
    return properties;
  }

  private static Properties producerProperties() {
    Properties properties = client();
    properties.setProperty("key.serializer", ByteArraySerializer.class.getName());
    properties.setProperty("value.serializer", ByteArraySerializer.class.getName());
    return properties;
  }
}
