package io.harrier.alerting.standing;

import io.harrier.model.json.DecisionJson;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of the topic {@code decisions} as the standing they give their user. What is not a
 * decision is counted and logged with its place in the topic, where its bytes stay.
 */
public final class DecisionReader implements KafkaRecordDeserializationSchema<DecisionStanding> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DecisionReader.class);

  private transient Counter unreadable;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    unreadable = context.getMetricGroup().counter("decisionsUnreadable");
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> message, Collector<DecisionStanding> collector) {
    DecisionStanding standing;
    try {
      if (message.value() == null) {
        throw new IllegalArgumentException("the record has no value");
      }
      standing = DecisionStanding.of(DecisionJson.decode(message.value()));
    } catch (IllegalArgumentException e) {
      unreadable.inc();
      LOG.error(
          "No decision at offset {} of {}-{}, left out: {}",
          message.offset(),
          message.topic(),
          message.partition(),
          e.getMessage());
      return;
    }
    collector.collect(standing);
  }

  @Override
  public TypeInformation<DecisionStanding> getProducedType() {
    return TypeInformation.of(DecisionStanding.class);
  }
}
