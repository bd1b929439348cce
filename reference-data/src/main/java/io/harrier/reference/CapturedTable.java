package io.harrier.reference;

import java.util.Optional;
import org.apache.kafka.connect.data.Struct;

/** A table and how its rows become records. */
enum CapturedTable {
  RISK_SCORES("risk_scores", "user_id") {
    @Override
    Optional<byte[]> encode(Struct row, long position) {
      return Optional.of(RiskScoreRow.encode(row, position));
    }

    @Override
    String topic(ReferenceDataSettings settings) {
      return settings.riskScoresTopic();
    }
  },
  RELEASES("releases", "release_id") {
    @Override
    Optional<byte[]> encode(Struct row, long position) {
      return ReleaseRow.encode(row, position);
    }

    @Override
    String topic(ReferenceDataSettings settings) {
      return settings.releasesTopic();
    }
  };

  /** The schema in Postgres that holds the tables. */
  static final String SCHEMA = "fraud";

  /** The table whose changes prove that the whole way from Postgres to here works. */
  static final String HEARTBEAT_TABLE = "cdc_heartbeat";

  private final String table;
  private final String keyColumn;

  CapturedTable(String table, String keyColumn) {
    this.table = table;
    this.keyColumn = keyColumn;
  }

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

  String key(Struct row) {
    return row.getString(keyColumn);
  }
}
