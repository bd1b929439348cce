package io.harrier.detection.commit;

import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;

/**
 * The connector's state of a writer, and the transactions that the checkpoint counts as written.
 *
 * <p>Bound: the transactions not yet committed, at most one for each checkpoint that has not been
 * confirmed. Expiry: with the confirmation of the commit.
 */
record ProvenWriterState(KafkaWriterState kafka, List<FlushedTransaction> flushed) {}
