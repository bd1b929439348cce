package io.harrier.local.health;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Which releases are live; without one nothing is looked for. */
final class ReleaseProbe {
  static final String NAME = "releases";

  private ReleaseProbe() {}

  static PartHealth ask(String url) throws SQLException {
    List<String> live = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select release_id from fraud.releases where state = 'LIVE'"
                    + " order by active_from desc")) {
      while (rows.next()) {
        live.add(rows.getString(1));
      }
    }
    return live.isEmpty()
        ? PartHealth.notReady(NAME, "none is live: publish one with ./harrier rules publish FOLDER")
        : PartHealth.ready(NAME, "live: " + String.join(", ", live));
  }
}
