package io.harrier.detection.commit;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The place of the newest acknowledged record of the open transaction. */
final class LastRecord implements Consumer<RecordMetadata> {
  private volatile RecordMetadata metadata;

  /** Called by the producer's thread. */
  @Override
  public void accept(RecordMetadata acknowledged) {
    // A repeated send that the broker already had is acknowledged without an offset.
    if (acknowledged != null && acknowledged.hasOffset()) {
      metadata = acknowledged;
    }
  }

  /** The place for a transaction that has been flushed; forgets it. */
  Optional<FlushedTransaction> take(String transactionalId) {
    RecordMetadata last = metadata;
    metadata = null;
    return Optional.ofNullable(last)
        .map(
            record ->
                new FlushedTransaction(
                    transactionalId, record.topic(), record.partition(), record.offset()));
  }
}
