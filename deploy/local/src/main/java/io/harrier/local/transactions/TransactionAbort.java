package io.harrier.local.transactions;

import io.harrier.local.CommandFailedException;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Aborts a transaction in the place of its writer: with the producer id and epoch that it was seen
 * with. Where the name has been taken by another writer meanwhile, the broker refuses, and that
 * writer goes on. Fencing the name, which Kafka's Admin offers, would stop it.
 */
final class TransactionAbort {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TransactionAbort() {}

  /**
   * @return whether it is aborted; otherwise it has been ended, or begun anew, since it was seen
   * @throws CommandFailedException if the broker does not answer
   */
  static boolean of(OpenTransaction transaction, String bootstrapServers) {
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(
            properties(bootstrapServers), transaction.transactionalId());
    try {
      producer.resumeTransaction(transaction.producerId(), transaction.producerEpoch());
      producer.abortTransaction();
      return true;
    } catch (ProducerFencedException
        | InvalidProducerEpochException
        | InvalidPidMappingException
        | InvalidTxnStateException e) {
      return false;
    } catch (KafkaException e) {
      throw new CommandFailedException(
          "%s could not be aborted at %s (%s): nothing has changed, or it is aborted by now; try again"
              .formatted(transaction.transactionalId(), bootstrapServers, e.getMessage()),
          e);
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  private static Properties properties(String bootstrapServers) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
    properties.setProperty(
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    properties.setProperty(
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    return properties;
  }
}
