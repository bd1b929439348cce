package io.harrier.simulator.sink;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
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
    settings.putAll(properties);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Sends one record; blocks when the producer's buffer is full.
   *
   * @throws IOException if this or an earlier record could not be sent
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what went wrong
  public void send(String topic, String key, byte[] value) throws IOException {
    rethrow();
    try {
      producer.send(
          new ProducerRecord<>(topic, key, value),
          (metadata, error) -> {
            if (error != null) {
              failure.compareAndSet(null, error);
            }
          });
    } catch (InterruptException e) {
      throw interrupted(e);
    } catch (KafkaException e) {
      throw new IOException("a record of topic " + topic + " could not be sent: " + e, e);
    }
  }

  /** Returns when every record is acknowledged. */
  public void flush() throws IOException {
    // An interrupt asks to stop after what has been sent, not to lose it.
    boolean interrupted = Thread.interrupted();
    try {
      producer.flush();
    } catch (InterruptException e) {
      throw interrupted(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    rethrow();
  }

  private void rethrow() throws IOException {
    Exception error = failure.get();
    if (error != null) {
      throw new IOException("Kafka did not take a record: " + error, error);
    }
  }

  private static InterruptedIOException interrupted(InterruptException cause) {
    InterruptedIOException exception =
        new InterruptedIOException("interrupted while sending to Kafka");
    exception.initCause(cause);
    return exception;
  }

  @Override
  public void close() {
    producer.close();
  }
}
