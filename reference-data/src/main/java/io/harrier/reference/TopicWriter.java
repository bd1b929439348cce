package io.harrier.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.model.SnapshotMark;
import io.harrier.model.json.SnapshotMarkJson;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the reference topics, in order and without duplicates of its own. */
final class TopicWriter implements AutoCloseable {
  private static final long BUFFER_BYTES = 64L << 20;

  private final ReferenceDataSettings settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  TopicWriter(ReferenceDataSettings settings) {
    this.settings = settings;
    Map<String, Object> configuration =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.kafka(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            ReferenceTopics.LARGEST_RECORD_BYTES,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            BUFFER_BYTES);
    this.producer =
        new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void put(CapturedTable table, String key, byte[] value) {
    send(new ProducerRecord<>(table.topic(settings), key.getBytes(UTF_8), value));
  }

  void delete(CapturedTable table, String key) {
    put(table, key, null);
  }

  void mark(CapturedTable table, SnapshotMark mark, String database) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            table.topic(settings), SnapshotMark.KEY.getBytes(UTF_8), SnapshotMarkJson.encode(mark));
    record.headers().add(ReferenceTopics.DATABASE_HEADER, database.getBytes(UTF_8));
    send(record);
  }

  /** Makes the engine forget a stored position. */
  void deleteOffset(byte[] key) {
    send(new ProducerRecord<>(settings.offsetsTopic(), key, null));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
  }

  /**
   * Waits until Kafka has acknowledged everything written so far.
   *
   * @throws ReferenceDataException if it refused any of it
   */
  void flush() {
    producer.flush();
    Exception refused = failure.get();
    if (refused != null) {
      throw new ReferenceDataException(
          "Kafka at %s did not take a record of the reference data: %s"
              .formatted(settings.kafka(), refused),
          refused);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
