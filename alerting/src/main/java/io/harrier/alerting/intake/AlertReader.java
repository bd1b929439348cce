package io.harrier.alerting.intake;

import io.harrier.model.Alert;
import io.harrier.model.json.AlertJson;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of the topic {@code alerts}. What is not an alert is counted and logged with its
 * place in the topic, where its bytes stay; reconciliation reports it too.
 */
public final class AlertReader implements KafkaRecordDeserializationSchema<ReceivedAlert> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AlertReader.class);
  private static final int MAX_SCORE = 100;

  private transient Counter unreadable;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    unreadable = context.getMetricGroup().counter("alertsUnreadable");
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> message, Collector<ReceivedAlert> collector) {
    Alert alert;
    try {
      alert = decode(message.value());
    } catch (IllegalArgumentException e) {
      unreadable.inc();
      LOG.error(
          "No alert at offset {} of {}-{}, left out: {}",
          message.offset(),
          message.topic(),
          message.partition(),
          e.getMessage());
      return;
    }
    collector.collect(ReceivedAlert.of(alert, message.partition(), message.offset()));
  }

  /**
   * The alert in a record's value.
   *
   * @param value may be {@code null}
   * @throws IllegalArgumentException if it holds no alert that can be stored; says why
   */
  public static Alert decode(byte[] value) {
    if (value == null) {
      throw new IllegalArgumentException("the record has no value");
    }
    Alert alert = AlertJson.decode(value);
    if (alert.score() < 0 || alert.score() > MAX_SCORE) {
      throw new IllegalArgumentException("score " + alert.score() + " is not within 0 to 100");
    }
    return alert;
  }

  @Override
  public TypeInformation<ReceivedAlert> getProducedType() {
    return TypeInformation.of(ReceivedAlert.class);
  }
}
