package io.harrier.local.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.harrier.detection.sink.TransactionalIds;
import io.harrier.local.CommandFailedException;
import io.harrier.local.health.FakeFlink;
import io.harrier.local.transactions.TransactionSweep.Swept;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Transactions in a real Kafka, and a Flink that says what a test wants of its job. */
class TransactionSweepITCase {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final String ID = "harrier-detection-alerts-7-0";

  private static KafkaServer kafka;

  private TopicPartition partition;
  private FakeFlink flink;

  @BeforeAll
  static void startKafka(@TempDir Path directory) {
    kafka = KafkaServer.start(directory, 0);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void open(TestInfo test) throws IOException {
    partition = new TopicPartition(test.getTestMethod().orElseThrow().getName(), 0);
    kafka.createTopics(new TopicSpec(partition.topic(), 1));
    flink = new FakeFlink();
    leaveOpen(ID);
  }

  @AfterEach
  void close() throws Exception {
    flink.close();
    try (Admin admin = admin()) {
      admin.fenceProducers(List.of(ID)).all().get();
    }
  }

  @Test
  void whatACheckpointToComeCommitsIsListedAndStays() throws Exception {
    long began = sweep().look().get(0).transaction().startedAt().orElseThrow().toEpochMilli();
    // Complete, but the transaction began after the last but one was triggered.
    flink.completed(began - HOUR, began - 1, began + HOUR);

    assertThat(sweep().look())
        .singleElement()
        .satisfies(
            judged -> {
              assertThat(judged.transaction().transactionalId()).isEqualTo(ID);
              assertThat(judged.transaction().partitions()).containsExactly(partition);
              assertThat(judged.orphan()).isFalse();
            });
    assertThat(sweep().sweep()).isEmpty();
    assertThat(sweep().look()).hasSize(1);
    assertThatThrownBy(() -> sweep().force(ID))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("in spite of --force");
  }

  @Test
  void anOrphanIsAbortedAndReadersGoOn() throws Exception {
    assertThat(readableUpTo()).isZero();
    completedLongAfter();

    assertThat(sweep().look()).extracting(JudgedTransaction::orphan).containsExactly(true);
    assertThat(sweep().sweep()).extracting(Swept::aborted).containsExactly(true);

    awaitNoneOpen();
    assertThat(readableUpTo()).isPositive();
    assertThat(sweep().sweep()).isEmpty();
  }

  @Test
  void withoutAJobNothingIsSweptButOnSomebodysWord() throws Exception {
    completedLongAfter();
    flink.state("FAILED");

    assertThat(sweep().look())
        .extracting(JudgedTransaction::reason)
        .singleElement()
        .asString()
        .contains("no job harrier-detection runs", "--force");
    assertThat(sweep().sweep()).isEmpty();
    assertThatThrownBy(() -> sweep().force("harrier-detection-alerts-8-0"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("no transaction is open");
    assertThatThrownBy(() -> sweep().force("payroll-1"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("no transactional id of the job");

    assertThat(sweep().force(ID).aborted()).isTrue();
    awaitNoneOpen();
  }

  @Test
  void aJobThatHasJustRestartedIsWaitedFor() throws Exception {
    completedLongAfter();
    flink.runningSince(System.currentTimeMillis() + 10 * HOUR);

    assertThat(sweep().sweep()).isEmpty();
    assertThat(sweep().look()).hasSize(1);
  }

  @Test
  void withoutFlinkNothingIsSwept() throws Exception {
    flink.close();

    assertThat(sweep().sweep()).isEmpty();
    assertThatThrownBy(() -> sweep().force(ID)).isInstanceOf(CommandFailedException.class);
  }

  @Test
  void transactionsOfOthersAreNotSeen() throws Exception {
    completedLongAfter();
    TransactionSweep others = sweep(new TransactionalIds("harrier"));

    assertThat(others.look()).isEmpty();
    assertThat(others.sweep()).isEmpty();
    assertThat(sweep().look()).hasSize(1);
  }

  /** Between a look and an abort a live writer may take the name. */
  @Test
  void aWriterThatHasTakenTheNameIsNotStopped() throws Exception {
    completedLongAfter();
    OpenTransaction seen = sweep().look().get(0).transaction();
    try (KafkaProducer<byte[], byte[]> live = begin(ID)) {
      assertThat(TransactionAbort.of(seen, kafka.bootstrapServers())).isFalse();

      live.commitTransaction();
    }
    awaitNoneOpen();
    assertThat(readableUpTo()).isPositive();
  }

  /** Kafka says that one is ended before it has written it to the topic. */
  private void awaitNoneOpen() {
    await().untilAsserted(() -> assertThat(sweep().look()).isEmpty());
  }

  private void completedLongAfter() {
    long now = System.currentTimeMillis();
    flink.completed(now + 2 * HOUR, now + 3 * HOUR);
  }

  private TransactionSweep sweep() {
    return sweep(new TransactionalIds(TransactionalIds.DEFAULT_PREFIX));
  }

  private TransactionSweep sweep(TransactionalIds ids) {
    return new TransactionSweep(
        kafka.bootstrapServers(),
        Optional.of(flink.url()),
        ids,
        TransactionSweep.MARGIN,
        Duration.ZERO);
  }

  private void leaveOpen(String id) {
    // Without time to close it a producer leaves its transaction as it is, as a killed one does.
    begin(id).close(Duration.ZERO);
  }

  private KafkaProducer<byte[], byte[]> begin(String id) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) Duration.ofHours(1).toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    var unused =
        producer.send(
            new ProducerRecord<>(partition.topic(), "written".getBytes(StandardCharsets.UTF_8)));
    producer.flush();
    return producer;
  }

  /** Where readers of committed records have to stop. */
  private long readableUpTo() throws Exception {
    try (Admin admin = admin()) {
      return admin
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }
}
