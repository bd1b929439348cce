package io.harrier.alerting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** SQL in tests, a line each. */
public record Database(DataSource source) {

  public void run(String sql, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.execute();
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** The rows, their columns as text and separated by blanks. */
  public List<String> rows(String sql, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet results = statement.executeQuery()) {
      List<String> rows = new ArrayList<>();
      while (results.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          columns.add(results.getString(i));
        }
        rows.add(String.join(" ", columns));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  public long count(String sql, Object... parameters) {
    return Long.parseLong(rows(sql, parameters).get(0));
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object[] parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
