package io.harrier.reference;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The questions that have to be answered before a position in Postgres' log can be trusted. */
final class SourceDatabase implements AutoCloseable {
  private final ReferenceDataSettings settings;
  private final Connection connection;

  private SourceDatabase(ReferenceDataSettings settings, Connection connection) {
    this.settings = settings;
    this.connection = connection;
  }

  static SourceDatabase connect(ReferenceDataSettings settings) throws SQLException {
    Properties properties = new Properties();
    if (settings.postgresPassword() != null) {
      properties.setProperty("password", settings.postgresPassword());
    }
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "30");
    return new SourceDatabase(
        settings, DriverManager.getConnection(settings.postgres(), properties));
  }

  /** Names this database among all others that ever were: each has a history of its own. */
  String identity() throws SQLException {
    String sql =
        "select s.system_identifier || '-' || d.oid from pg_control_system() s, pg_database d where d.datname = current_database()";
    return query(sql).orElseThrow();
  }

  /**
   * @throws ReferenceDataException if changes can't be captured from this database
   */
  void requireCapturable() throws SQLException {
    String level = query("show wal_level").orElseThrow();
    if (!level.equals("logical")) {
      throw new ReferenceDataException(
          "Postgres at %s has wal_level=%s, which carries no changes of rows. Set wal_level=logical and restart it."
              .formatted(place(), level));
    }
    List<String> wanted =
        Stream.concat(
                Arrays.stream(CapturedTable.values()).map(CapturedTable::qualifiedName),
                Stream.of(CapturedTable.SCHEMA + "." + CapturedTable.HEARTBEAT_TABLE))
            .toList();
    for (String table : wanted) {
      String sql =
          "select pubname from pg_publication_tables where pubname = ? and schemaname || '.' || tablename = ?";
      if (query(sql, settings.publication(), table).isEmpty()) {
        throw new ReferenceDataException(
            "Publication %s of Postgres at %s does not hold table %s. Apply the migrations of the schema %s to this database."
                .formatted(settings.publication(), place(), table, CapturedTable.SCHEMA));
      }
    }
  }

  /**
   * Decides how to start.
   *
   * @param stored up to where everything is in Kafka, if anything is
   * @throws ReferenceDataException if somebody else uses the slot
   */
  StartPoint startPoint(Optional<Long> stored) throws SQLException {
    String sql =
        "select active, active_pid, wal_status, coalesce(confirmed_flush_lsn - '0/0'::pg_lsn, 0), database = current_database() and plugin = 'pgoutput'"
            + " from pg_replication_slots where slot_name = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, settings.slot());
      try (ResultSet slot = statement.executeQuery()) {
        if (!slot.next()) {
          return new StartPoint.Snapshot(
              stored.isEmpty()
                  ? "nothing has been captured yet"
                  : "replication slot %s is gone, and with it the changes since %s"
                      .formatted(settings.slot(), Lsn.text(stored.get())),
              false);
        }
        if (slot.getBoolean(1)) {
          throw new ReferenceDataException(
              "Replication slot %s of Postgres at %s is in use by its process %d. Stop the other capture, or give this one another slot."
                  .formatted(settings.slot(), place(), slot.getInt(2)));
        }
        return startPoint(stored, slot.getString(3), slot.getLong(4), slot.getBoolean(5));
      }
    }
  }

  private StartPoint startPoint(
      Optional<Long> stored, String walStatus, long confirmed, boolean ours) throws SQLException {
    if (!ours) {
      throw new ReferenceDataException(
          "Replication slot %s of Postgres at %s belongs to another database or plugin. Choose another name with --slot."
              .formatted(settings.slot(), place()));
    }
    if (stored.isEmpty()) {
      return new StartPoint.Snapshot("no snapshot of it has been completed", true);
    }
    long position = stored.get();
    if ("lost".equals(walStatus)) {
      return new StartPoint.Snapshot(
          "Postgres has removed log that slot %s still needed".formatted(settings.slot()), true);
    }
    if (confirmed > position) {
      return new StartPoint.Snapshot(
          "slot %s begins at %s, after %s, up to which Kafka has everything: changes between are lost"
              .formatted(settings.slot(), Lsn.text(confirmed), Lsn.text(position)),
          true);
    }
    long end =
        Long.parseLong(query("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::text").orElseThrow());
    if (position > end) {
      return new StartPoint.Snapshot(
          "the log ends at %s, before %s, up to which Kafka has everything: the database was restored from a backup"
              .formatted(Lsn.text(end), Lsn.text(position)),
          true);
    }
    return new StartPoint.Resume(position);
  }

  void dropSlot() throws SQLException {
    query("select pg_drop_replication_slot(?)", settings.slot());
  }

  private String place() {
    return settings.postgres().replaceFirst("\\?.*", "");
  }

  private Optional<String> query(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
