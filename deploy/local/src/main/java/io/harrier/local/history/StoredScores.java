package io.harrier.local.history;

import io.harrier.backtest.input.RiskScores;
import io.harrier.local.CommandFailedException;
import io.harrier.model.RiskScore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** The risk scores that the platform has now. */
public final class StoredScores {
  private static final String QUERY =
      "select user_id, score, reason, version from fraud.risk_scores";
  private static final int ROWS_AT_A_TIME = 10_000;

  private StoredScores() {}

  public static RiskScores read(DataSource database) {
    Map<String, RiskScore> scores = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      // Without a transaction the driver would fetch all rows at once.
      connection.setAutoCommit(false);
      try (PreparedStatement query = connection.prepareStatement(QUERY)) {
        query.setFetchSize(ROWS_AT_A_TIME);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            String user = rows.getString(1);
            scores.put(
                user,
                new RiskScore(user, rows.getDouble(2), rows.getString(3), rows.getLong(4), 0, 0));
          }
        }
      }
    } catch (SQLException e) {
      throw new CommandFailedException(
          "risk scores could not be read from the database: " + e.getMessage(), e);
    }
    return new RiskScores(scores.size() + " of now, from the database", scores);
  }
}
