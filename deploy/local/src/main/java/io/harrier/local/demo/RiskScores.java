package io.harrier.local.demo;

import io.harrier.local.CommandFailedException;
import io.harrier.simulator.KnownRisk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Writes to {@code fraud.risk_scores}, as people and models do. */
final class RiskScores {
  private static final String UPSERT =
      """
      insert into fraud.risk_scores (user_id, score, reason) values (?, ?, ?)
      on conflict (user_id) do update set score = excluded.score, reason = excluded.reason
      """;

  private RiskScores() {}

  static void setAll(DataSource database, List<KnownRisk> risks) {
    try (Connection connection = database.getConnection();
        PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
      connection.setAutoCommit(false);
      for (KnownRisk risk : risks) {
        upsert.setString(1, risk.userId());
        upsert.setDouble(2, risk.score());
        upsert.setString(3, "known before the simulation");
        upsert.addBatch();
      }
      upsert.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new CommandFailedException("risk scores could not be written: " + e.getMessage(), e);
    }
  }

  /**
   * @return the version that the row has now
   */
  static long set(DataSource database, String userId, double score, String reason) {
    try (Connection connection = database.getConnection();
        PreparedStatement upsert = connection.prepareStatement(UPSERT + " returning version")) {
      upsert.setString(1, userId);
      upsert.setDouble(2, score);
      upsert.setString(3, reason);
      try (ResultSet row = upsert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new CommandFailedException(
          "the risk score of " + userId + " could not be written: " + e.getMessage(), e);
    }
  }

  static long countCases(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement("select count(*) from fraud.cases");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
