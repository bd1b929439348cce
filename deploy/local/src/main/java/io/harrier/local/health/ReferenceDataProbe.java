package io.harrier.local.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether change data capture reads its slot, how far it is behind, and when it last wrote. */
final class ReferenceDataProbe {
  static final String NAME = "reference-data";

  private static final String QUERY =
      """
      select slot_name, active, coalesce(wal_status, 'unknown'),
             pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)),
             extract(epoch from clock_timestamp() - (select max(beat_at) from fraud.cdc_heartbeat))
        from pg_replication_slots
       where database = current_database() and slot_type = 'logical'
       order by active desc
      """;

  private ReferenceDataProbe() {}

  static PartHealth ask(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet slot = statement.executeQuery(QUERY)) {
      if (!slot.next()) {
        return PartHealth.notReady(NAME, "has no replication slot yet");
      }
      String seen =
          "slot %s, WAL %s, %s behind"
              .formatted(slot.getString(1), slot.getString(3), slot.getString(4));
      double age = slot.getDouble(5);
      String heartbeat = slot.wasNull() ? "" : ", heartbeat %.0f s ago".formatted(age);
      boolean ready = slot.getBoolean(2) && !slot.getString(3).equals("lost");
      return new PartHealth(NAME, ready, (ready ? "" : "not reading: ") + seen + heartbeat);
    }
  }
}
