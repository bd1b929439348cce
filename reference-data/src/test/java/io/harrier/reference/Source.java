package io.harrier.reference;

import io.harrier.schema.FraudSchema;
import io.harrier.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** A database of its own for one test, with the schema applied. */
final class Source {
  private final String url;
  private Connection connection;

  private Source(String url) {
    this.url = url;
  }

  static Source create(PostgresServer server, String database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    Source source = new Source(server.jdbcUrl().replace("/harrier?", "/" + database + "?"));
    FraudSchema.migrate(source.url, null, null);
    return source;
  }

  String url() {
    return url;
  }

  /** One connection for all, opened again after the server went away. */
  private Connection connection() throws SQLException {
    if (connection == null || !connection.isValid(5)) {
      connection = DriverManager.getConnection(url);
    }
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  void score(String user, double score) throws SQLException {
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                "insert into fraud.risk_scores (user_id, score, reason) values (?, ?, 'because')"
                    + " on conflict (user_id) do update set score = excluded.score")) {
      statement.setString(1, user);
      statement.setDouble(2, score);
      statement.execute();
    }
  }

  void release(String name, int version, String state, byte[] bundle) throws SQLException {
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                "insert into fraud.releases (release_id, name, version, state, bundle, sources, content_hash)"
                    + " values (?, ?, ?, ?, ?, 'sources', ?)")) {
      statement.setString(1, name + "@" + version);
      statement.setString(2, name);
      statement.setInt(3, version);
      statement.setString(4, state);
      statement.setBytes(5, bundle);
      statement.setString(6, bundle == null ? null : "0".repeat(64));
      statement.execute();
    }
  }

  /** The score of every user, as the table has it. */
  SortedMap<String, Double> scores() throws SQLException {
    SortedMap<String, Double> scores = new TreeMap<>();
    try (Statement statement = connection().createStatement();
        ResultSet rows = statement.executeQuery("select user_id, score from fraud.risk_scores")) {
      while (rows.next()) {
        scores.put(rows.getString(1), rows.getDouble(2));
      }
    }
    return scores;
  }
}
