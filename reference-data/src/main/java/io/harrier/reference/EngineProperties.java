package io.harrier.reference;

import io.debezium.connector.postgresql.PostgresConnector;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.storage.KafkaOffsetBackingStore;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** How Debezium is configured. */
final class EngineProperties {
  /** How Debezium's own record topics begin; they exist inside this process alone. */
  static final String PREFIX = "harrier";

  static final String NOTIFICATIONS = PREFIX + ".notifications";
  static final String HEARTBEAT_CHANGES =
      PREFIX + "." + CapturedTable.SCHEMA + "." + CapturedTable.HEARTBEAT_TABLE;

  /** A release has megabytes: what waits is bounded by its size, not by its number. */
  private static final int QUEUE_BYTES = 64 << 20;

  private static final int SNAPSHOT_FETCH_ROWS = 50;

  private EngineProperties() {}

  /**
   * @param lineage names the stored offsets
   */
  static Properties of(ReferenceDataSettings settings, String lineage) {
    Properties properties = new Properties();
    properties.setProperty("name", lineage);
    properties.setProperty("connector.class", PostgresConnector.class.getName());
    properties.setProperty("topic.prefix", PREFIX);
    connection(settings, properties);
    replication(settings, properties);
    offsets(settings, properties);
    snapshot(properties);

    properties.setProperty("binary.handling.mode", "bytes");
    properties.setProperty("tombstones.on.delete", "false"); // made here, with our keys
    properties.setProperty("skipped.operations", "none"); // truncations are deletions
    properties.setProperty("notification.enabled.channels", "sink");
    properties.setProperty("notification.sink.topic.name", NOTIFICATIONS);
    properties.setProperty("max.batch.size", "2048");
    properties.setProperty("max.queue.size", "8192");
    properties.setProperty("max.queue.size.in.bytes", Integer.toString(QUEUE_BYTES));
    properties.setProperty("poll.interval.ms", millis(settings.pollInterval().toMillis()));
    // A restart goes through all checks again: the pipeline does it, not the engine.
    properties.setProperty("errors.max.retries", "0");
    return properties;
  }

  private static void connection(ReferenceDataSettings settings, Properties properties) {
    Properties url = Driver.parseURL(settings.postgres(), null);
    for (String name : url.stringPropertyNames()) {
      properties.setProperty("database." + name, url.getProperty(name));
    }
    for (PGProperty known :
        new PGProperty[] {PGProperty.PG_HOST, PGProperty.PG_PORT, PGProperty.PG_DBNAME}) {
      properties.remove("database." + known.getName());
    }
    properties.setProperty("database.hostname", PGProperty.PG_HOST.getOrDefault(url));
    properties.setProperty("database.port", PGProperty.PG_PORT.getOrDefault(url));
    properties.setProperty("database.dbname", PGProperty.PG_DBNAME.getOrDefault(url));
    if (settings.postgresPassword() != null) {
      properties.setProperty("database.password", settings.postgresPassword());
    }
  }

  private static void replication(ReferenceDataSettings settings, Properties properties) {
    properties.setProperty("plugin.name", "pgoutput");
    properties.setProperty("slot.name", settings.slot());
    properties.setProperty("slot.max.retries", "0");
    properties.setProperty("publication.name", settings.publication());
    properties.setProperty("publication.autocreate.mode", "disabled");
    properties.setProperty("offset.mismatch.strategy", "trust_offset");
    properties.setProperty(
        "table.include.list",
        Stream.concat(
                tables(), Stream.of(CapturedTable.SCHEMA + "." + CapturedTable.HEARTBEAT_TABLE))
            .collect(Collectors.joining(",")));
    // Megabytes that nobody reads from the topic.
    properties.setProperty(
        "column.exclude.list", CapturedTable.RELEASES.qualifiedName() + ".sources");
    properties.setProperty("heartbeat.interval.ms", millis(settings.heartbeat().toMillis()));
    properties.setProperty(
        "heartbeat.action.query",
        "insert into %s.%s (id, beat_at) values (1, clock_timestamp()) on conflict (id) do update set beat_at = excluded.beat_at"
            .formatted(CapturedTable.SCHEMA, CapturedTable.HEARTBEAT_TABLE));
  }

  private static void offsets(ReferenceDataSettings settings, Properties properties) {
    properties.setProperty("offset.storage", KafkaOffsetBackingStore.class.getName());
    properties.setProperty("bootstrap.servers", settings.kafka());
    properties.setProperty("offset.storage.topic", settings.offsetsTopic());
    properties.setProperty("offset.storage.partitions", "1");
    properties.setProperty(
        "offset.storage.replication.factor", Short.toString(settings.replicationFactor()));
    properties.setProperty("offset.flush.interval.ms", "1000");
    properties.setProperty("offset.flush.timeout.ms", "10000");
  }

  private static void snapshot(Properties properties) {
    properties.setProperty("snapshot.mode", "initial");
    properties.setProperty(
        "snapshot.include.collection.list", tables().collect(Collectors.joining(",")));
    properties.setProperty("snapshot.fetch.size", Integer.toString(SNAPSHOT_FETCH_ROWS));
  }

  private static Stream<String> tables() {
    return Arrays.stream(CapturedTable.values()).map(CapturedTable::qualifiedName);
  }

  private static String millis(long value) {
    return Long.toString(value);
  }
}
