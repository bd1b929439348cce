package io.harrier.detection.sink;

import io.harrier.detection.KafkaSettings;
import io.harrier.detection.Sinks;
import io.harrier.detection.commit.ProvenKafkaSink;
import io.harrier.model.topic.Topic;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job's results to Kafka. */
public final class KafkaSinks {
  private static final int RECORD_OVERHEAD = 1_000_000;

  /** Some hundred decisions: under load, what waits for the linger anyway goes in one request. */
  private static final int BATCH_BYTES = 128 << 10;

  private final KafkaSettings settings;

  private KafkaSinks(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * What must be accounted for goes through transactions; what someone waits for, or what a later
   * record replaces, goes out at once.
   */
  public static Sinks of(KafkaSettings settings) {
    KafkaSinks kafka = new KafkaSinks(settings);
    return new Sinks(
        kafka.atOnce(new DecisionRecords()),
        kafka.transactional(new AlertRecords(Topic.ALERTS)),
        kafka.atOnce(new AlertRecords(Topic.SHADOW_ALERTS)),
        kafka.atOnce(new QuarantinedRuleRecords()),
        kafka.transactional(new RejectedRecords(settings.maxRejectedBytes())),
        kafka.transactional(new LateRecords()),
        kafka.atOnce(new ActivityRecords()));
  }

  private <T> Sink<T> atOnce(TopicRecords<T> records) {
    return builder(records).setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
  }

  private <T> Sink<T> transactional(TopicRecords<T> records) {
    KafkaSink<T> sink =
        builder(records)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
            .setTransactionalIdPrefix(
                new TransactionalIds(settings.transactionalIdPrefix()).ofSink(records.topic()))
            .setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(settings.transactionTimeout().toMillis()))
            .build();
    return new ProvenKafkaSink<>(sink, settings.output(), settings.lostTransactions());
  }

  private <T> KafkaSinkBuilder<T> builder(TopicRecords<T> records) {
    Properties properties = settings.output();
    properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    properties.setProperty(
        ProducerConfig.LINGER_MS_CONFIG, Long.toString(settings.decisionLinger().toMillis()));
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
    properties.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        Integer.toString(settings.maxRejectedBytes() + RECORD_OVERHEAD));
    return KafkaSink.<T>builder().setKafkaProducerConfig(properties).setRecordSerializer(records);
  }
}
