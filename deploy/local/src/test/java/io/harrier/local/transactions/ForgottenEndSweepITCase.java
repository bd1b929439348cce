package io.harrier.local.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.detection.sink.TransactionalIds;
import io.harrier.local.commands.Commands;
import io.harrier.local.transactions.ForgottenEndSweep.Ended;
import io.harrier.model.topic.Topic;
import io.harrier.servers.KafkaServer;
import io.harrier.servers.TopicSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** In a real Kafka, partitions that were not told how a transaction ended. */
class ForgottenEndSweepITCase {
  private static KafkaServer kafka;
  private static Admin admin;
  private static StrandedRecords stranded;

  private String id;
  private TopicPartition told;
  private TopicPartition untold;

  @BeforeAll
  static void startKafka(@TempDir Path directory) throws Exception {
    kafka = KafkaServer.start(directory, 0);
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    stranded = new StrandedRecords(kafka.bootstrapServers());
    StrandedRecords.allow(admin);
  }

  @AfterAll
  static void stopKafka() {
    admin.close();
    kafka.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    useTopic(name, Math.floorMod(name.hashCode(), 1_000_000));
  }

  private void useTopic(String topic, int subtask) {
    kafka.createTopics(new TopicSpec(topic, 2));
    id = "harrier-detection-alerts-%d-0".formatted(subtask);
    told = new TopicPartition(topic, 0);
    untold = new TopicPartition(topic, 1);
  }

  @Test
  void whatWasCommittedIsCommittedAndReadersGoOn() throws Exception {
    TransactionDescription ended = stranded.end(admin, id, told, true);
    strand(ended);
    assertThat(readableUpTo()).isZero();

    assertThat(sweep().look())
        .containsExactly(
            new ForgottenEnd(
                id,
                ended.producerId(),
                (short) 0,
                untold,
                0,
                0,
                Optional.of(new RecordedOutcome(true, (short) 1, (short) 2))));
    assertThat(sweep().sweep()).extracting(Ended::ended).containsExactly(true);

    assertThat(read(2)).containsExactly("stranded", "behind");
    assertThat(sweep().look()).isEmpty();
    assertThat(sweep().sweep()).isEmpty();
    // The id and its coordinator go on.
    stranded.end(admin, id, untold, true);
    assertThat(read(3)).containsExactly("stranded", "behind", "ended");
  }

  @Test
  void whatWasAbortedIsAborted() throws Exception {
    strand(stranded.end(admin, id, told, false));

    assertThat(sweep().sweep())
        .extracting(each -> each.outcome().verb())
        .containsExactly("aborted");

    assertThat(read(1)).containsExactly("behind");
    assertThat(sweep().look()).isEmpty();
  }

  /** As Flink commits what a checkpoint holds. */
  @Test
  void whatWasCommittedAfterARestartIsCommitted() throws Exception {
    TransactionDescription ended = stranded.endAnew(admin, id, told, true);
    assertThat(ended.producerEpoch()).isZero();
    strand(ended);

    assertThat(sweep().sweep())
        .extracting(Ended::outcome)
        .containsExactly(new RecordedOutcome(true, (short) 0, (short) 0));

    assertThat(read(2)).containsExactly("stranded", "behind");
    assertThat(sweep().look()).isEmpty();
  }

  @Test
  void anIdThatHasGoneOnIsLeftAlone() throws Exception {
    strand(stranded.end(admin, id, told, true));
    stranded.end(admin, id, told, false);

    assertIsLeftAlone();
    // Until the id writes there again.
    stranded.end(admin, id, untold, true);
    assertThat(sweep().look()).isEmpty();
    assertThat(read(3)).containsExactly("stranded", "behind", "ended");
  }

  /** The coordinator's epoch is the next one, as if it were of the end that was forgotten. */
  @Test
  void theNextTransactionIsNotTakenForTheOneBefore() throws Exception {
    TransactionDescription first = stranded.endAnew(admin, id, told, true);
    strand(first);
    TransactionDescription next = stranded.endAnew(admin, id, told, false);
    assertThat(next.producerEpoch()).isEqualTo(first.producerEpoch() + 1);

    assertIsLeftAlone();
  }

  @Test
  void whatIsOpenIsNotForgotten() throws Exception {
    try (KafkaProducer<String, String> producer = stranded.begin(id, untold, "open")) {
      assertThat(sweep().look()).isEmpty();
      assertThat(sweep().sweep()).isEmpty();

      producer.commitTransaction();
    }
    assertThat(read(1)).containsExactly("open");
  }

  @Test
  void transactionsOfOthersAreNotSeen() throws Exception {
    strand(stranded.end(admin, id, told, true));

    assertThat(sweep("harrier").look()).isEmpty();
    assertThat(sweep("harrier").sweep()).isEmpty();
    assertThat(sweep().look()).hasSize(1);
  }

  /** Between a look and the end the partition may be told. */
  @Test
  void whatWasToldMeanwhileStaysAsItIs() throws Exception {
    strand(stranded.end(admin, id, told, true));
    ForgottenEnd seen = sweep().look().get(0);
    stranded.end(admin, id, untold, true);

    assertThat(TransactionEnd.write(admin, seen, seen.outcome().orElseThrow())).isFalse();
    assertThat(read(3)).containsExactly("stranded", "behind", "ended");
  }

  @Test
  void theCommandsSayAndDoSoWithoutFlink() throws Exception {
    useTopic(Topic.ALERTS.topicName(), 0);
    strand(stranded.end(admin, id, told, true));

    assertThat(run(0, "list"))
        .contains(id, "offset 0", "alerts-1", "FORGOTTEN", "its coordinator has committed it");
    assertThat(run(0, "list", "--json"))
        .contains("\"forgotten\" : true", "\"outcome\" : \"committed\"");
    assertThat(run(0, "sweep", "--dry-run"))
        .contains("would commit " + id + " in alerts-1 from offset 0 on");
    assertThat(readableUpTo()).isZero();

    assertThat(run(0, "sweep"))
        .isEqualToIgnoringNewLines("committed " + id + " in alerts-1 from offset 0 on");
    assertThat(read(2)).containsExactly("stranded", "behind");
    assertThat(run(0, "list")).contains("no open transactions");
  }

  private void assertIsLeftAlone() throws Exception {
    assertThat(sweep().look())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.outcome()).isEmpty();
              assertThat(each.reason()).contains("not known any more");
            });
    assertThat(sweep().sweep()).isEmpty();
    assertThat(readableUpTo()).isZero();
  }

  private void strand(TransactionDescription ended) throws Exception {
    stranded.strand(admin, id, untold, ended.producerId(), 0);
  }

  private ForgottenEndSweep sweep() {
    return sweep(TransactionalIds.DEFAULT_PREFIX);
  }

  private ForgottenEndSweep sweep(String prefix) {
    return new ForgottenEndSweep(
        kafka.bootstrapServers(),
        new TransactionalIds(prefix),
        List.of(untold.topic(), "is-not-there"),
        Duration.ZERO);
  }

  private static String run(int exitCode, String... arguments) {
    List<String> all = new ArrayList<>(List.of("transactions"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--kafka", kafka.bootstrapServers()));
    StringWriter out = new StringWriter();
    CommandLine line = Commands.all();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    assertThat(line.execute(all.toArray(String[]::new))).as(out.toString()).isEqualTo(exitCode);
    return out.toString();
  }

  /** Where readers of committed records have to stop. */
  private long readableUpTo() throws Exception {
    return admin
        .listOffsets(
            Map.of(untold, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .partitionResult(untold)
        .get()
        .offset();
  }

  /** Committed records, at least so many. */
  private List<String> read(int atLeast) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(untold));
      long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < atLeast && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
