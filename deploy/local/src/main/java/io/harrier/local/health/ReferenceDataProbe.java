package io.harrier.local.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether change data capture reads its slot, how far it is behind, and when it last wrote. */
final class ReferenceDataProbe {
  static final String NAME = "reference-data";

  private static final long MEGABYTE = 1 << 20;

  /** Some twelve heartbeats. */
  private static final double SILENT_SECONDS = 60;

  /** At the rate of a busy database: minutes. */
  private static final long FAR_BEHIND = 256 * MEGABYTE;

  // A capture that has just connected may not have had time for a heartbeat.
  private static final String QUERY =
      """
      select slot_name, active, coalesce(wal_status, 'unknown'),
             coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint,
             coalesce(safe_wal_size, -1),
             extract(epoch from clock_timestamp() - (select max(beat_at) from fraud.cdc_heartbeat)),
             extract(epoch from clock_timestamp() - sender.backend_start)
        from pg_replication_slots
        left join pg_stat_replication sender on sender.pid = active_pid
       where database = current_database() and slot_type = 'logical'
       order by active desc
      """;

  private ReferenceDataProbe() {}

  static PartHealth ask(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet slot = statement.executeQuery(QUERY)) {
      return slot.next()
          ? new Slot(
                  slot.getString(1),
                  slot.getBoolean(2),
                  slot.getString(3),
                  slot.getLong(4),
                  slot.getLong(5),
                  seconds(slot, 6),
                  seconds(slot, 7))
              .health()
          : PartHealth.notReady(NAME, "has no replication slot yet");
    }
  }

  private static double seconds(ResultSet row, int column) throws SQLException {
    double seconds = row.getDouble(column);
    return row.wasNull() ? Double.NaN : seconds;
  }

  /**
   * The slot that is captured from.
   *
   * @param behindBytes of the log that capture has not confirmed
   * @param safeBytes how much more log may be written before the slot may lose its own; -1 for any
   * @param heartbeatSeconds since the last heartbeat; NaN before the first
   * @param connectedSeconds since capture connected; NaN where that cannot be told
   */
  record Slot(
      String name,
      boolean active,
      String walStatus,
      long behindBytes,
      long safeBytes,
      double heartbeatSeconds,
      double connectedSeconds) {

    PartHealth health() {
      String trouble = trouble();
      String detail =
          "slot %s, WAL %s, %d MB behind%s"
              .formatted(
                  name,
                  walStatus,
                  behindBytes / MEGABYTE,
                  Double.isNaN(heartbeatSeconds)
                      ? ""
                      : ", heartbeat %.0f s ago".formatted(heartbeatSeconds));
      return new PartHealth(NAME, trouble.isEmpty(), trouble + detail, warnings(), figures());
    }

    private String trouble() {
      if (walStatus.equals("lost")) {
        return "has lost its log, and reads the tables anew when restarted: ";
      }
      if (!active) {
        return "not reading: ";
      }
      return isSilent() ? "connected, but without a heartbeat: " : "";
    }

    private boolean isSilent() {
      boolean noBeat = Double.isNaN(heartbeatSeconds) || heartbeatSeconds > SILENT_SECONDS;
      return Double.isNaN(connectedSeconds)
          ? heartbeatSeconds > SILENT_SECONDS
          : noBeat && connectedSeconds > SILENT_SECONDS;
    }

    private List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      switch (walStatus) {
        case "unreserved" ->
            warnings.add(
                "slot %s loses its log at PostgreSQL's next checkpoint: start capture now, and raise max_slot_wal_keep_size"
                    .formatted(name));
        case "extended" ->
            warnings.add(
                "slot %s keeps more log than max_wal_size, %d MB before it may be lost: capture is too slow or stopped"
                    .formatted(name, safeBytes / MEGABYTE));
        default -> {
          if (behindBytes > FAR_BEHIND) {
            warnings.add(
                "slot %s is %d MB behind: changes of scores, releases and lists take effect late"
                    .formatted(name, behindBytes / MEGABYTE));
          }
        }
      }
      return warnings;
    }

    private Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("walStatus", walStatus);
      figures.put("slotLagBytes", behindBytes);
      if (safeBytes >= 0) {
        figures.put("slotSafeBytes", safeBytes);
      }
      if (!Double.isNaN(heartbeatSeconds)) {
        figures.put("heartbeatAgeSeconds", heartbeatSeconds);
      }
      return figures;
    }
  }
}
