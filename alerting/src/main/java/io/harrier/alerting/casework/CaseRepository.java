package io.harrier.alerting.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The cases, as analysts work them. A change is based on the case as it was read: if someone else
 * has changed it since, it is refused. Every change is recorded in the case's history, in the same
 * transaction. Alerts that arrive meanwhile are no conflict.
 */
public final class CaseRepository {
  private static final String LIST =
      """
      select * from fraud.cases
      where status = any (?)
        and fraud.severity_rank(severity) >= fraud.severity_rank(?)
        and (?::text is null or user_id = ?)
        and (?::text is null or assignee = ?)
      order by last_alert_at desc, case_id
      limit ?
      """;
  private static final String CASE = "select * from fraud.cases where case_id = ?";
  private static final String ALERTS =
      "select * from fraud.alerts where case_id = ? order by event_time, detected_at, alert_id";
  private static final String EVENTS =
      "select * from fraud.case_events where case_id = ? order by at, event_id";
  private static final String CHANGE =
      """
      update fraud.cases set status = ?, disposition = ?, assignee = ?, notes = ?
      where case_id = ? and revision = ?
      returning *
      """;
  private static final String RECORD =
      """
      insert into fraud.case_events (event_id, case_id, kind, actor, detail)
      values (?, ?, ?, ?, jsonb_strip_nulls(jsonb_build_object(
        'assignee', ?::text, 'disposition', ?::text, 'note', ?::text)))
      """;

  private final DataSource database;

  public CaseRepository(DataSource database) {
    this.database = database;
  }

  /**
   * The cases of the database at a JDBC URL.
   *
   * @param user {@code null} if the URL names it
   * @param password {@code null} if the URL names it or none is needed
   */
  public static CaseRepository at(String jdbcUrl, String user, String password) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(jdbcUrl);
    if (user != null) {
      database.setUser(user);
    }
    if (password != null) {
      database.setPassword(password);
    }
    return new CaseRepository(database);
  }

  /** The cases that pass the filter, those with the newest alerts first. */
  public List<CaseSummary> list(CaseFilter filter) {
    return transact(
        "Listing cases",
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(LIST)) {
            Object[] statuses = filter.statuses().stream().map(Enum::name).toArray();
            query.setArray(1, connection.createArrayOf("text", statuses));
            query.setString(2, filter.minimumSeverity().name());
            query.setString(3, filter.userId().orElse(null));
            query.setString(4, filter.userId().orElse(null));
            query.setString(5, filter.assignee().orElse(null));
            query.setString(6, filter.assignee().orElse(null));
            query.setInt(7, filter.limit());
            return rows(query, CaseRows::summary);
          }
        });
  }

  /** A case with its alerts and its history; empty if there is none of that id. */
  public Optional<CaseFile> show(String caseId) {
    return transact(
        "Reading case " + caseId,
        connection -> {
          Optional<CaseSummary> summary =
              select(connection, CASE, caseId, CaseRows::summary).stream().findFirst();
          if (summary.isEmpty()) {
            return Optional.empty();
          }
          return Optional.of(
              new CaseFile(
                  summary.get(),
                  select(connection, ALERTS, caseId, CaseRows::alert),
                  select(connection, EVENTS, caseId, CaseRows::event)));
        });
  }

  /**
   * Gives the case to an analyst, who now reviews it.
   *
   * @param actor who does so
   * @throws CaseConflictException if the case was changed since {@code seen} was read
   * @throws IllegalStateException if it is closed
   */
  public CaseSummary assign(CaseSummary seen, String assignee, String actor) {
    requireNotClosed(seen);
    return change(
        "Assigning",
        seen,
        new Change(CaseStatus.IN_REVIEW, Optional.empty(), Optional.of(assignee), seen.notes()),
        new Entry(CaseEventKind.ASSIGNED, actor, Optional.empty()));
  }

  /**
   * Takes the case back from its analyst.
   *
   * @throws CaseConflictException if the case was changed since {@code seen} was read
   * @throws IllegalStateException if it is closed
   */
  public CaseSummary unassign(CaseSummary seen, String actor) {
    requireNotClosed(seen);
    return change(
        "Unassigning",
        seen,
        new Change(CaseStatus.OPEN, Optional.empty(), Optional.empty(), seen.notes()),
        new Entry(CaseEventKind.UNASSIGNED, actor, Optional.empty()));
  }

  /**
   * Closes the case.
   *
   * @param note why; replaces the case's notes if present
   * @throws CaseConflictException if the case was changed since {@code seen} was read
   * @throws IllegalStateException if it is closed already
   */
  public CaseSummary close(
      CaseSummary seen, Disposition disposition, Optional<String> note, String actor) {
    requireNotClosed(seen);
    return change(
        "Closing",
        seen,
        new Change(
            CaseStatus.CLOSED, Optional.of(disposition), seen.assignee(), note.or(seen::notes)),
        new Entry(CaseEventKind.CLOSED, actor, note));
  }

  /**
   * Opens a closed case again: for its assignee, if it has one.
   *
   * @throws CaseConflictException if the case was changed since {@code seen} was read
   * @throws IllegalStateException if it is not closed
   */
  public CaseSummary reopen(CaseSummary seen, Optional<String> note, String actor) {
    if (seen.status() != CaseStatus.CLOSED) {
      throw new IllegalStateException("Case %s is not closed.".formatted(seen.caseId()));
    }
    return change(
        "Reopening",
        seen,
        new Change(
            seen.assignee().isPresent() ? CaseStatus.IN_REVIEW : CaseStatus.OPEN,
            Optional.empty(),
            seen.assignee(),
            note.or(seen::notes)),
        new Entry(CaseEventKind.REOPENED, actor, note));
  }

  /**
   * Replaces the case's notes; the history keeps the former ones.
   *
   * @throws CaseConflictException if the case was changed since {@code seen} was read
   */
  public CaseSummary note(CaseSummary seen, String note, String actor) {
    return change(
        "Noting on",
        seen,
        new Change(seen.status(), seen.disposition(), seen.assignee(), Optional.of(note)),
        new Entry(CaseEventKind.NOTED, actor, Optional.of(note)));
  }

  private static void requireNotClosed(CaseSummary seen) {
    if (seen.status() == CaseStatus.CLOSED) {
      throw new IllegalStateException(
          "Case %s is closed. Reopen it first.".formatted(seen.caseId()));
    }
  }

  /** What analysts set, as it will be. */
  private record Change(
      CaseStatus status,
      Optional<Disposition> disposition,
      Optional<String> assignee,
      Optional<String> notes) {}

  /** How the history records it. */
  private record Entry(CaseEventKind kind, String actor, Optional<String> note) {}

  private CaseSummary change(String doing, CaseSummary seen, Change change, Entry entry) {
    return transact(
        doing + " case " + seen.caseId(),
        connection -> {
          CaseSummary changed = update(connection, seen, change);
          record(connection, seen.caseId(), change, entry);
          return changed;
        });
  }

  private static CaseSummary update(Connection connection, CaseSummary seen, Change change)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(CHANGE)) {
      update.setString(1, change.status().name());
      update.setString(2, change.disposition().map(Enum::name).orElse(null));
      update.setString(3, change.assignee().orElse(null));
      update.setString(4, change.notes().orElse(null));
      update.setString(5, seen.caseId());
      update.setLong(6, seen.revision());
      return rows(update, CaseRows::summary).stream()
          .findFirst()
          .orElseThrow(() -> new CaseConflictException(seen));
    }
  }

  private static void record(Connection connection, String caseId, Change change, Entry entry)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
      insert.setString(1, UUID.randomUUID().toString());
      insert.setString(2, caseId);
      insert.setString(3, entry.kind().name());
      insert.setString(4, entry.actor());
      insert.setString(5, change.assignee().orElse(null));
      insert.setString(6, change.disposition().map(Enum::name).orElse(null));
      insert.setString(7, entry.note().orElse(null));
      insert.executeUpdate();
    }
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private static <T> List<T> select(Connection connection, String sql, String caseId, Row<T> row)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, caseId);
      return rows(query, row);
    }
  }

  private static <T> List<T> rows(PreparedStatement query, Row<T> row) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet results = query.executeQuery()) {
      while (results.next()) {
        rows.add(row.read(results));
      }
    }
    return rows;
  }

  private <T> T transact(String attempt, Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new CaseStoreException(attempt, e);
    }
  }
}
