package io.harrier.local.preflight;

import io.harrier.schema.FraudSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings of PostgreSQL that change data capture and durability depend on. */
public final class PostgresPreflight {
  private static final int OLDEST_VERSION = 14;

  private PostgresPreflight() {}

  public static List<Finding> check(String jdbcUrl) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      List<Finding> findings = new ArrayList<>();
      findings.add(version(Integer.parseInt(one(statement, "show server_version_num")) / 10_000));
      findings.addAll(
          settings(
              Map.of(
                  "wal_level", one(statement, "show wal_level"),
                  "fsync", one(statement, "show fsync"),
                  "synchronous_commit", one(statement, "show synchronous_commit"),
                  "max_slot_wal_keep_size", one(statement, "show max_slot_wal_keep_size"))));
      findings.add(
          slots(
              Integer.parseInt(one(statement, "show max_replication_slots")),
              Integer.parseInt(one(statement, "select count(*) from pg_replication_slots")),
              Integer.parseInt(
                  one(
                      statement,
                      "select count(*) from pg_replication_slots where wal_status = 'lost'"))));
      findings.add(schema(statement));
      return findings;
    } catch (SQLException e) {
      return List.of(
          Finding.problem(
              "postgres", "cannot be reached (" + e.getMessage() + "): start it, or mend its URL"));
    }
  }

  static Finding version(int major) {
    return major >= OLDEST_VERSION
        ? Finding.ok("postgres version", Integer.toString(major))
        : Finding.problem(
            "postgres version",
            major + " is older than " + OLDEST_VERSION + ", the oldest that is supported: upgrade");
  }

  /**
   * @param values of wal_level, fsync, synchronous_commit and max_slot_wal_keep_size, as shown
   */
  static List<Finding> settings(Map<String, String> values) {
    String walLevel = values.get("wal_level");
    String keep = values.get("max_slot_wal_keep_size");
    return List.of(
        walLevel.equals("logical")
            ? Finding.ok("postgres wal_level", walLevel)
            : Finding.problem(
                "postgres wal_level",
                walLevel
                    + ": risk scores, releases and lists cannot be captured; alter system set wal_level ="
                    + " 'logical', and restart"),
        on("fsync", values.get("fsync"), "a power failure loses committed cases"),
        on(
            "synchronous_commit",
            values.get("synchronous_commit"),
            "a crash loses the last committed changes, and captured ones may be gone again"),
        keep.equals("-1")
            ? Finding.warning(
                "postgres max_slot_wal_keep_size",
                "unlimited: a stopped capture fills the disk; set it to a part of the disk, such as"
                    + " '2GB'")
            : Finding.ok("postgres max_slot_wal_keep_size", keep));
  }

  private static Finding on(String setting, String value, String consequence) {
    return value.equals("off")
        ? Finding.problem(
            "postgres " + setting,
            "off: " + consequence + "; alter system set " + setting + " = on, and reload")
        : Finding.ok("postgres " + setting, value);
  }

  static Finding slots(int allowed, int used, int lost) {
    String check = "postgres replication slots";
    if (lost > 0) {
      return Finding.problem(
          check,
          lost
              + " lost their WAL: restart what captures, so that it reads the tables anew, and raise"
              + " max_slot_wal_keep_size");
    }
    return used > allowed || allowed == 0
        ? Finding.problem(
            check, used + " of " + allowed + " in use: raise max_replication_slots, and restart")
        : Finding.ok(check, used + " of " + allowed + " in use");
  }

  private static Finding schema(Statement statement) throws SQLException {
    String check = "postgres schema " + FraudSchema.NAME;
    String publications =
        one(
            statement,
            "select count(*) from pg_publication where pubname = '"
                + FraudSchema.PUBLICATION
                + "'");
    if (publications.equals("0")) {
      return Finding.problem(
          check,
          "the publication "
              + FraudSchema.PUBLICATION
              + " is missing: migrate the schema, as ./harrier up does");
    }
    return Finding.ok(
        check,
        "version "
            + one(
                statement,
                "select max(version::int) from fraud.schema_history where success and version is"
                    + " not null"));
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
