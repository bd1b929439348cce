package io.harrier.simulator.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** An idempotent producer in large batches that fails at the latest with the next record. */
public final class TransactionProducer implements Closeable {
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param bootstrapServers {@code host:port}, comma-separated
   */
  public TransactionProducer(String bootstrapServers) {
    this(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * @param properties of the Kafka producer; they take precedence over the settings here
   */
  public TransactionProducer(Map<String, Object> properties) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 17);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 25);
    // What is too large to be a transaction is for its reader to refuse.
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 24);
    settings.putAll(properties);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Sends one record; blocks when the producer's buffer is full. An interrupt waits until that is
   * done, so that what was counted as sent was sent.
   *
   * @throws IOException if this or an earlier record could not be sent
   */
  public void send(String topic, String key, byte[] value) throws IOException {
    rethrow();
    try {
      uninterruptibly(() -> sendNow(new ProducerRecord<>(topic, key, value)));
    } catch (KafkaException e) {
      throw new IOException("a record of topic " + topic + " could not be sent: " + e, e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what went wrong
  private void sendNow(ProducerRecord<String, byte[]> record) {
    producer.send(
        record,
        (metadata, error) -> {
          if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }

  /** Returns when every record is acknowledged, also in a thread that was interrupted. */
  public void flush() throws IOException {
    uninterruptibly(producer::flush);
    rethrow();
  }

  private void rethrow() throws IOException {
    Exception error = failure.get();
    if (error != null) {
      throw new IOException("Kafka did not take a record: " + error, error);
    }
  }

  /** The producer gives up what it has not begun when it is interrupted, so that is begun anew. */
  private static void uninterruptibly(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          work.run();
          return;
        } catch (InterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    uninterruptibly(producer::close);
  }
}
