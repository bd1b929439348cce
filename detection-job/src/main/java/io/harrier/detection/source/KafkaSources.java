package io.harrier.detection.source;

import io.harrier.detection.EpochClock;
import io.harrier.detection.KafkaSettings;
import io.harrier.detection.Sources;
import io.harrier.detection.TimeSettings;
import io.harrier.model.topic.Topic;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The job's input from Kafka. Records of transactions that were aborted are not seen. */
public final class KafkaSources {
  private static final String MAX_FETCH_BYTES = Integer.toString(17_000_000);

  private KafkaSources() {}

  public static Sources of(KafkaSettings kafka, TimeSettings time, EpochClock clock) {
    return new Sources(
        transactions(kafka, new DecodeTransactions(time.futureTolerance(), clock)),
        reference(kafka, ReferenceTable.RISK_SCORES),
        reference(kafka, ReferenceTable.RELEASES),
        reference(kafka, ReferenceTable.ENTITY_LISTS),
        new KafkaReferenceEnds(kafka.input()));
  }

  @SuppressWarnings("deprecation") // the connector has no other way to say it
  private static KafkaSource<Received> transactions(
      KafkaSettings kafka, DecodeTransactions decoder) {
    return KafkaSource.<Received>builder()
        .setProperties(kafka.input())
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setTopics(Topic.TRANSACTIONS.topicName())
        .setGroupId(kafka.groupId())
        .setStartingOffsets(
            OffsetsInitializer.committedOffsets(
                org.apache.kafka.clients.consumer.OffsetResetStrategy.EARLIEST))
        .setDeserializer(decoder)
        .build();
  }

  private static KafkaSource<ReferenceUpdate> reference(KafkaSettings kafka, ReferenceTable table) {
    return KafkaSource.<ReferenceUpdate>builder()
        .setProperties(kafka.input())
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_FETCH_BYTES)
        .setClientIdPrefix(kafka.groupId() + '-' + table.topic().topicName())
        .setTopics(table.topic().topicName())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new DecodeReferenceUpdates(table))
        .build();
  }
}
