package io.harrier.detection.source;

import io.harrier.detection.EpochClock;
import io.harrier.detection.state.Formats;
import io.harrier.model.RejectReason;
import io.harrier.model.Transaction;
import io.harrier.model.json.CardNumbers;
import io.harrier.model.json.RejectedException;
import io.harrier.model.json.TransactionJson;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the topic {@code transactions}. What is wrong with a record is data, not an error:
 * nothing in here throws on it.
 */
public final class DecodeTransactions implements KafkaRecordDeserializationSchema<Received> {
  private static final long serialVersionUID = 1L;

  private final long futureToleranceMillis;
  private final EpochClock clock;

  /**
   * @param futureTolerance how far ahead of the clock an event time may be
   */
  public DecodeTransactions(Duration futureTolerance, EpochClock clock) {
    this.futureToleranceMillis = futureTolerance.toMillis();
    this.clock = clock;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Received> out) {
    out.collect(decode(record));
  }

  private Received decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      Transaction transaction = TransactionJson.decode(record.value());
      long ahead = transaction.eventTime() - clock.now();
      if (ahead > futureToleranceMillis) {
        throw new RejectedException(
            RejectReason.FUTURE_TIME,
            "eventTime is " + ahead + " ms ahead of the clock, at most " + futureToleranceMillis);
      }
      return new Received.Valid(transaction);
    } catch (RejectedException e) {
      return new Received.Rejected(
          new RejectedRecord(
              mask(record.key()),
              mask(record.value()),
              e.reason(),
              e.getMessage(),
              record.topic(),
              record.partition(),
              record.offset()));
    }
  }

  private static byte[] mask(byte[] bytes) {
    return bytes == null ? null : CardNumbers.mask(bytes);
  }

  @Override
  public TypeInformation<Received> getProducedType() {
    return Formats.RECEIVED.typeInfo();
  }
}
