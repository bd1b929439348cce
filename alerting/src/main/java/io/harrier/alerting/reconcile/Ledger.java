package io.harrier.alerting.reconcile;

import io.harrier.alerting.reconcile.ReconciliationReport.Finding;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What the topic holds, in temporary tables beside {@code fraud.alerts}, so that PostgreSQL
 * compares them however many there are.
 */
final class Ledger implements AutoCloseable {
  private static final int SAMPLES = 10;
  private static final String CREATE =
      """
      create temporary table ledger (alert_id text not null);
      create temporary table ledger_range (
        source_partition integer primary key, first_offset bigint, end_offset bigint,
        final_end_offset bigint)
      """;
  private static final String COPY = "copy ledger (alert_id) from stdin";
  private static final String LOST =
      """
      from (select distinct alert_id from ledger) as topic
      where not exists (select from fraud.alerts as stored where stored.alert_id = topic.alert_id)
      """;
  private static final String DUPLICATE =
      """
      from (
        select alert_id, row_number() over (partition by alert_id) as copy from ledger) as topic
      where copy > 1
      """;
  // A row from before the range has outlived its record; one from after the first end was committed
  // while we looked, unless the topic does not reach that far even now.
  private static final String PHANTOM =
      """
      from fraud.alerts as stored left join ledger_range using (source_partition)
      where not exists (select from ledger as topic where topic.alert_id = stored.alert_id)
        and (source_offset is null or first_offset is null
          or (source_offset >= first_offset
            and (source_offset < end_offset or source_offset >= final_end_offset)))
      """;
  private static final String UNVERIFIABLE =
      """
      from fraud.alerts as stored join ledger_range using (source_partition)
      where source_offset < first_offset
        and not exists (select from ledger as topic where topic.alert_id = stored.alert_id)
      """;

  private final Connection connection;
  private final CopyIn copy;

  Ledger(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
  }

  void add(String alertId) throws SQLException {
    byte[] line = (escape(alertId) + "\n").getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(line, 0, line.length);
  }

  // Of the text format of COPY.
  private static String escape(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  /** No more alerts follow. */
  void complete(List<TopicRange> ranges) throws SQLException {
    copy.endCopy();
    try (PreparedStatement insert =
        connection.prepareStatement("insert into ledger_range values (?, ?, ?, ?)")) {
      for (TopicRange range : ranges) {
        insert.setInt(1, range.partition());
        insert.setLong(2, range.begin());
        insert.setLong(3, range.end());
        insert.setLong(4, range.end());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("create index on ledger (alert_id); analyze ledger");
    }
  }

  /** How far the topic reaches by now. */
  void extend(List<TopicRange> ranges) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update ledger_range set final_end_offset = ? where source_partition = ?")) {
      for (TopicRange range : ranges) {
        update.setLong(1, range.end());
        update.setInt(2, range.partition());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  long topicAlerts() throws SQLException {
    return count("select count(distinct alert_id) from ledger");
  }

  long storedAlerts() throws SQLException {
    return count("select count(*) from fraud.alerts");
  }

  Finding lost() throws SQLException {
    return finding(LOST);
  }

  Finding duplicate() throws SQLException {
    return finding(DUPLICATE);
  }

  Finding phantom() throws SQLException {
    return finding(PHANTOM);
  }

  long unverifiable() throws SQLException {
    return count("select count(*) " + UNVERIFIABLE);
  }

  private Finding finding(String condition) throws SQLException {
    long count = count("select count(*) " + condition);
    List<String> samples = new ArrayList<>();
    if (count > 0) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select alert_id " + condition + " order by alert_id limit " + SAMPLES)) {
        while (rows.next()) {
          samples.add(rows.getString(1));
        }
      }
    }
    return new Finding(count, samples);
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
    connection.close();
  }
}
