package io.harrier.registry.audit;

import io.harrier.registry.RegistryDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** {@code fraud.audit_log}. The database writes it; here it is read and checked. */
public final class AuditLog {
  private static final String SELECT =
      "select seq, at, actor, action, release_id, content_hash, detail::text as detail,"
          + " previous_hash, hash from fraud.audit_log ";
  private static final int FETCH_ROWS = 1000;

  private final RegistryDatabase database;

  public AuditLog(DataSource database) {
    this.database = new RegistryDatabase(database);
  }

  /** The newest records of everything, the oldest of them first. */
  public List<AuditRecord> list(int limit) {
    return database.read(
        "the audit was not read",
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select * from (" + SELECT + "order by seq desc limit ?) newest order by seq")) {
            statement.setInt(1, limit);
            return records(statement);
          }
        });
  }

  /** All records of a release, the oldest first. */
  public List<AuditRecord> of(String releaseId) {
    return database.read(
        "the audit was not read",
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(SELECT + "where release_id = ? order by seq")) {
            statement.setString(1, releaseId);
            return records(statement);
          }
        });
  }

  /**
   * Computes every hash anew and follows the chain to its end.
   *
   * @param noted an end of the chain that was printed earlier and kept elsewhere
   */
  public AuditVerification verify(Optional<AuditHead> noted) {
    return database.read(
        "the audit was not verified",
        connection -> {
          ChainCheck check = new ChainCheck(noted);
          try (PreparedStatement statement = connection.prepareStatement(SELECT + "order by seq")) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                check.next(entry(rows));
              }
            }
          }
          return check.end(head(connection));
        });
  }

  private static Optional<AuditHead> head(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select seq, hash from fraud.audit_head");
        ResultSet rows = statement.executeQuery()) {
      return rows.next()
          ? Optional.of(new AuditHead(rows.getLong(1), rows.getString(2)))
          : Optional.empty();
    }
  }

  private static List<AuditRecord> records(PreparedStatement statement) throws SQLException {
    List<AuditRecord> records = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        records.add(entry(rows));
      }
    }
    return records;
  }

  private static AuditRecord entry(ResultSet row) throws SQLException {
    return new AuditRecord(
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("action"),
        Optional.ofNullable(row.getString("release_id")),
        Optional.ofNullable(row.getString("content_hash")),
        row.getString("detail"),
        row.getString("previous_hash"),
        row.getString("hash"));
  }
}
