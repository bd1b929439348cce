package io.harrier.local.preflight;

import io.harrier.local.preflight.Replication.Slot;
import io.harrier.schema.FraudSchema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Settings of PostgreSQL that change data capture and durability depend on. */
public final class PostgresPreflight {
  private static final int OLDEST_VERSION = 14;

  private static final String SLOTS =
      """
      select slot_name, active, coalesce(wal_status, 'unknown'),
             coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint
        from pg_replication_slots
       order by slot_name
      """;

  private static final String IDENTITIES =
      """
      select published.schemaname || '.' || published.tablename
        from pg_publication_tables published
        join pg_namespace space on space.nspname = published.schemaname
        join pg_class class on class.relnamespace = space.oid and class.relname = published.tablename
       where published.pubname = '%s' and class.relreplident <> 'f'
       order by 1
      """
          .formatted(FraudSchema.PUBLICATION);

  private static final String HEARTBEAT_CAPTURED =
      "select count(*) from pg_publication_tables where pubname = '%s' and schemaname = '%s' and tablename = 'cdc_heartbeat'"
          .formatted(FraudSchema.PUBLICATION, FraudSchema.NAME);

  private PostgresPreflight() {}

  public static List<Finding> check(String jdbcUrl) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      List<Finding> findings = new ArrayList<>();
      findings.add(version(Integer.parseInt(one(statement, "show server_version_num")) / 10_000));
      findings.addAll(PostgresSettings.check(settings(connection)));
      if (one(statement, publication()).equals("0")) {
        findings.add(
            Finding.problem(
                schema(),
                "the publication "
                    + FraudSchema.PUBLICATION
                    + " is missing: migrate the schema, as ./harrier up does"));
        return findings;
      }
      findings.addAll(replication(statement).check());
      findings.add(
          Finding.ok(
              schema(),
              "version "
                  + one(
                      statement,
                      "select max(version::int) from fraud.schema_history where success and version"
                          + " is not null")));
      return findings;
    } catch (SQLException e) {
      return List.of(
          Finding.problem(
              "postgres", "cannot be asked (" + e.getMessage() + "): start it, or mend its URL"));
    }
  }

  static Finding version(int major) {
    return major >= OLDEST_VERSION
        ? Finding.ok("postgres version", Integer.toString(major))
        : Finding.problem(
            "postgres version",
            major + " is older than " + OLDEST_VERSION + ", the oldest that is supported: upgrade");
  }

  private static String schema() {
    return "postgres schema " + FraudSchema.NAME;
  }

  private static String publication() {
    return "select count(*) from pg_publication where pubname = '" + FraudSchema.PUBLICATION + "'";
  }

  private static Map<String, String> settings(Connection connection) throws SQLException {
    Array names = connection.createArrayOf("text", PostgresSettings.NAMES.toArray());
    try (PreparedStatement query =
        connection.prepareStatement("select name, setting from pg_settings where name = any (?)")) {
      query.setArray(1, names);
      Map<String, String> values = new HashMap<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          values.put(row.getString(1), row.getString(2));
        }
      }
      return values;
    }
  }

  private static Replication replication(Statement statement) throws SQLException {
    String age =
        one(
            statement,
            "select extract(epoch from clock_timestamp() - max(beat_at))::bigint from"
                + " fraud.cdc_heartbeat");
    return new Replication(
        Integer.parseInt(one(statement, "show max_replication_slots")),
        Integer.parseInt(one(statement, "show max_wal_senders")),
        Integer.parseInt(one(statement, "select count(*) from pg_stat_replication")),
        slots(statement),
        identities(statement),
        !one(statement, HEARTBEAT_CAPTURED).equals("0"),
        age.equals("null") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(age)));
  }

  private static List<Slot> slots(Statement statement) throws SQLException {
    List<Slot> slots = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(SLOTS)) {
      while (row.next()) {
        slots.add(new Slot(row.getString(1), row.getBoolean(2), row.getString(3), row.getLong(4)));
      }
    }
    return slots;
  }

  private static List<String> identities(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(IDENTITIES)) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
