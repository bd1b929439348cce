package io.harrier.simulator.sink;

import io.harrier.model.json.TransactionJson;
import io.harrier.model.topic.Topic;
import io.harrier.simulator.record.SimulatedRecord;
import io.harrier.simulator.truth.Truth;
import io.harrier.simulator.truth.TruthJson;
import java.io.IOException;
import java.time.InstantSource;

/** Transactions to their topic, keyed by user, and the truth to its own, before them. */
public final class KafkaRecordSink implements RecordSink {
  private final TransactionProducer producer;
  private final InstantSource clock;

  /**
   * @param producer is closed with this sink
   * @param clock says when a transaction was produced
   */
  public KafkaRecordSink(TransactionProducer producer, InstantSource clock) {
    this.producer = producer;
    this.clock = clock;
  }

  @Override
  public void accept(SimulatedRecord record) throws IOException {
    if (record instanceof SimulatedRecord.Valid valid) {
      for (Truth truth : valid.truth()) {
        producer.send(Topic.TRUTH.topicName(), truth.userId(), TruthJson.encode(truth));
      }
      producer.send(
          Topic.TRANSACTIONS.topicName(),
          valid.userId(),
          TransactionJson.encode(Stamp.produced(valid.transaction(), clock.millis())));
    } else if (record instanceof SimulatedRecord.Malformed bad) {
      producer.send(Topic.TRANSACTIONS.topicName(), bad.userId(), bad.bytes());
    }
  }

  @Override
  public void flush() throws IOException {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
