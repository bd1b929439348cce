package io.harrier.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * The position in Postgres' log up to which everything is in Kafka, as the engine stored it.
 *
 * @param key of the record that holds it
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record StoredOffset(byte[] key, long position) {

  /** The stored position of a lineage; empty if there is none. */
  static Optional<StoredOffset> read(
      ReferenceTopics topics, ReferenceDataSettings settings, String lineage) {
    // The engine's key is the JSON array of its name and the name of its source.
    String keyStart = "[\"" + lineage + "\",";
    Newest newest = new Newest();
    topics.readToEnd(
        settings.offsetsTopic(),
        record -> {
          if (record.key() != null && new String(record.key(), UTF_8).startsWith(keyStart)) {
            newest.record = record;
          }
        });
    if (newest.record == null || newest.record.value() == null) {
      return Optional.empty();
    }
    return Optional.of(new StoredOffset(newest.record.key(), position(newest.record.value())));
  }

  private static final class Newest {
    private ConsumerRecord<byte[], byte[]> record;
  }

  /** The position that Postgres was told, or will be, that it need not keep its log before. */
  private static long position(byte[] json) {
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "false"), false);
      Map<?, ?> offset = (Map<?, ?>) converter.toConnectData("", json).value();
      long newest = 0;
      for (String name : new String[] {"lsn", "lsn_proc", "lsn_commit"}) {
        if (offset.get(name) instanceof Number position) {
          newest = Math.max(newest, position.longValue());
        }
      }
      return newest;
    }
  }
}
