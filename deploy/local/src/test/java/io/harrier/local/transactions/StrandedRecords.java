package io.harrier.local.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.EndTxnRequest;
import org.apache.kafka.common.requests.EndTxnResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Leaves records in a partition as Kafka does when it forgets the end of their transaction, on a
 * Kafka that does not: the transaction is ended in another partition, and then its records are
 * written to this one by a request of a protocol that asks no coordinator.
 */
final class StrandedRecords {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String bootstrapServers;

  StrandedRecords(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** The broker is not to ask coordinators about records of old protocols, either. */
  static void allow(Admin admin) throws Exception {
    ConfigResource everyBroker = new ConfigResource(ConfigResource.Type.BROKER, "");
    Collection<AlterConfigOp> unverified =
        List.of(
            new AlterConfigOp(
                new ConfigEntry("transaction.partition.verification.enable", "false"),
                AlterConfigOp.OpType.SET));
    admin.incrementalAlterConfigs(Map.of(everyBroker, unverified)).all().get();
  }

  KafkaProducer<String, String> begin(String id, TopicPartition partition, String value)
      throws Exception {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                id),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    producer
        .send(new ProducerRecord<>(partition.topic(), partition.partition(), null, value))
        .get();
    return producer;
  }

  /** A transaction of one record that its writer has ended; what its coordinator says then. */
  TransactionDescription end(Admin admin, String id, TopicPartition partition, boolean commit)
      throws Exception {
    try (KafkaProducer<String, String> producer = begin(id, partition, "ended")) {
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
    return ended(admin, id);
  }

  /** As Flink ends one after a restart: in the old protocol, where the epoch stays. */
  TransactionDescription endAnew(Admin admin, String id, TopicPartition partition, boolean commit)
      throws Exception {
    begin(id, partition, "ended").close(Duration.ZERO);
    TransactionDescription open = describe(admin, id);
    EndTxnRequestData data =
        new EndTxnRequestData()
            .setTransactionalId(id)
            .setProducerId(open.producerId())
            .setProducerEpoch((short) open.producerEpoch())
            .setCommitted(commit);
    EndTxnResponse response =
        (EndTxnResponse)
            LeaderRequest.send(broker(admin), new EndTxnRequest.Builder(data, false), PATIENCE);
    assertThat(response.error()).isEqualTo(Errors.NONE);
    return ended(admin, id);
  }

  /** The record {@code stranded} of a transaction that is ended, and {@code behind} of nobody's. */
  void strand(Admin admin, String id, TopicPartition partition, long producerId, int epoch)
      throws Exception {
    MemoryRecords records =
        MemoryRecords.withTransactionalRecords(
            Compression.NONE,
            producerId,
            (short) epoch,
            0,
            new SimpleRecord(
                System.currentTimeMillis(), "stranded".getBytes(StandardCharsets.UTF_8)));
    TopicProduceDataCollection topics = new TopicProduceDataCollection();
    topics.add(
        new TopicProduceData()
            .setName(partition.topic())
            .setPartitionData(
                List.of(
                    new PartitionProduceData()
                        .setIndex(partition.partition())
                        .setRecords(records))));
    ProduceRequestData data =
        new ProduceRequestData()
            .setTransactionalId(id)
            .setAcks((short) -1)
            .setTimeoutMs((int) PATIENCE.toMillis())
            .setTopicData(topics);
    ProduceResponse response =
        (ProduceResponse)
            LeaderRequest.send(broker(admin), ProduceRequest.builder(data, true), PATIENCE);
    assertThat(response.errorCounts()).containsOnlyKeys(Errors.NONE);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(new ProducerRecord<>(partition.topic(), partition.partition(), null, "behind"))
          .get();
    }
  }

  /** There is one, which leads and coordinates everything. */
  private static Node broker(Admin admin) throws Exception {
    return admin.describeCluster().nodes().get().iterator().next();
  }

  private static TransactionDescription ended(Admin admin, String id) {
    return await()
        .until(
            () -> describe(admin, id),
            known ->
                known.state() == TransactionState.COMPLETE_COMMIT
                    || known.state() == TransactionState.COMPLETE_ABORT);
  }

  private static TransactionDescription describe(Admin admin, String id) throws Exception {
    return admin.describeTransactions(List.of(id)).description(id).get();
  }
}
