package io.harrier.reference;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;

/** A table and how its rows become records. */
enum CapturedTable {
  RISK_SCORES("risk_scores") {
    @Override
    String key(Struct row) {
      return row.getString("user_id");
    }

    @Override
    Optional<byte[]> encode(Struct row, long position) {
      return Optional.of(RiskScoreRow.encode(row, position));
    }

    @Override
    String topic(ReferenceDataSettings settings) {
      return settings.riskScoresTopic();
    }
  },
  RELEASES("releases") {
    @Override
    String key(Struct row) {
      return row.getString("release_id");
    }

    @Override
    Optional<byte[]> encode(Struct row, long position) {
      return ReleaseRow.encode(row, position);
    }

    @Override
    String topic(ReferenceDataSettings settings) {
      return settings.releasesTopic();
    }
  },
  ENTITY_LISTS("entity_lists") {
    @Override
    String key(Struct row) {
      return Stream.of("list", "kind", "value")
          .map(row::getString)
          .collect(Collectors.joining("/"));
    }

    @Override
    Optional<byte[]> encode(Struct row, long position) {
      return Optional.of(ListEntryRow.encode(row, position));
    }

    @Override
    String topic(ReferenceDataSettings settings) {
      return settings.entityListsTopic();
    }
  };

  /** The schema in Postgres that holds the tables. */
  static final String SCHEMA = "fraud";

  /** The table whose changes prove that the whole way from Postgres to here works. */
  static final String HEARTBEAT_TABLE = "cdc_heartbeat";

  private final String table;

  CapturedTable(String table) {
    this.table = table;
  }

  /** The record's key: the row's primary key. */
  abstract String key(Struct row);

  /**
   * The record's value for a row; empty if the row has nothing to publish.
   *
   * @param position the log position of the row's change
   */
  abstract Optional<byte[]> encode(Struct row, long position);

  abstract String topic(ReferenceDataSettings settings);

  /** {@code schema.table}. */
  String qualifiedName() {
    return SCHEMA + "." + table;
  }
}
