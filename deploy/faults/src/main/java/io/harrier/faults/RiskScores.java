package io.harrier.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.harrier.local.directory.Endpoints;
import io.harrier.model.RiskScore;
import io.harrier.model.SnapshotMark;
import io.harrier.model.json.RiskScoreJson;
import io.harrier.model.json.SnapshotMarkJson;
import io.harrier.model.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** The scores in PostgreSQL, and as they are published. */
public final class RiskScores {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 250;

  private final String kafka;
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private int round;

  private RiskScores(Endpoints endpoints) {
    kafka = endpoints.kafka();
    database.setURL(endpoints.postgres());
  }

  public static RiskScores of(Endpoints endpoints) {
    return new RiskScores(endpoints);
  }

  /** What readers of the topic hold: the newest score of each user, and of when the snapshot is. */
  private record Published(Map<String, Double> scores, Instant snapshot) {}

  /**
   * Gives users who pay nothing another score: new ones, and most that were changed before; a tenth
   * of those is deleted.
   */
  public void change(int count) throws SQLException {
    round++;
    try (Connection connection = database.getConnection()) {
      execute(
          connection,
          "insert into fraud.risk_scores (user_id, score, reason)"
              + " select 'idle-' || n, (n * ? % 101) / 100.0, 'changed' from generate_series(1, ?) n"
              + " on conflict (user_id) do update set score = excluded.score",
          round,
          count);
      execute(
          connection,
          "delete from fraud.risk_scores where user_id in"
              + " (select 'idle-' || n from generate_series(1, ?) n where n % 10 = ?)",
          count,
          round % 10);
    }
  }

  private static void execute(Connection connection, String sql, int... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setInt(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** Waits until the topic says what the table does. */
  public void awaitEqual() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, Double> table = table();
    Map<String, Double> topic = published().scores();
    while (!topic.equals(table)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "%d scores are published, %d are in the table, and they differ"
                .formatted(topic.size(), table.size()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      topic = published().scores();
    }
  }

  /** When the tables were last read anew. */
  public Instant snapshot() {
    return published().snapshot();
  }

  private Map<String, Double> table() throws SQLException {
    Map<String, Double> scores = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select user_id, score from fraud.risk_scores")) {
      while (rows.next()) {
        scores.put(rows.getString(1), rows.getDouble(2));
      }
    }
    return scores;
  }

  private Published published() {
    Map<String, RiskScore> newest = new HashMap<>();
    Instant[] snapshot = {Instant.EPOCH};
    CommittedTopic.forEach(
        kafka,
        Topic.RISK_SCORES,
        record -> {
          String key = new String(record.key(), UTF_8);
          if (key.equals(SnapshotMark.KEY)) {
            snapshot[0] =
                Instant.ofEpochMilli(SnapshotMarkJson.decode(record.value()).completedAt());
          } else if (record.value() == null) {
            newest.remove(key);
          } else {
            newest.merge(
                key,
                RiskScoreJson.decode(record.value()),
                (held, read) -> read.supersedes(held) ? read : held);
          }
        });
    Map<String, Double> scores = new HashMap<>();
    newest.forEach((user, score) -> scores.put(user, score.score()));
    return new Published(scores, snapshot[0]);
  }
}
