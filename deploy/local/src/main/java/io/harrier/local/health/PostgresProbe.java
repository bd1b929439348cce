package io.harrier.local.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether PostgreSQL answers, and which version. */
final class PostgresProbe {
  static final String NAME = "postgres";

  private PostgresProbe() {}

  static PartHealth ask(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('server_version'),"
                    + " pg_size_pretty(pg_database_size(current_database()))")) {
      row.next();
      return PartHealth.ready(NAME, "version " + row.getString(1) + ", " + row.getString(2));
    }
  }
}
