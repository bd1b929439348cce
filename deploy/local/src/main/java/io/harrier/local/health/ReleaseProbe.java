package io.harrier.local.health;

import io.harrier.model.ReleaseState;
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
    StringBuilder beside = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select release_id, state, canary_percent from fraud.releases"
                    + " where state in ('SHADOW', 'CANARY', 'LIVE') order by active_from desc")) {
      while (rows.next()) {
        String releaseId = rows.getString(1);
        switch (ReleaseState.valueOf(rows.getString(2))) {
          case LIVE -> live.add(releaseId);
          case CANARY ->
              beside
                  .append("; canary: ")
                  .append(releaseId)
                  .append(" for ")
                  .append(rows.getInt(3))
                  .append(" % of the users");
          case SHADOW -> beside.append("; shadow: ").append(releaseId);
          case DRAFT, VALIDATED, RETIRED -> {}
        }
      }
    }
    return live.isEmpty()
        ? PartHealth.notReady(NAME, "none is live: publish one with ./harrier rules publish FOLDER")
        : PartHealth.ready(NAME, "live: " + String.join(", ", live) + beside);
  }
}
