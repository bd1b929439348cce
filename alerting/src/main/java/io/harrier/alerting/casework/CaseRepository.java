package io.harrier.alerting.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The cases, as analysts work them. A change is based on the case as it was read: if someone else
 * has changed it since, it is refused. The database records every change in the case's history.
 * Alerts that arrive meanwhile are no conflict.
 */
public final class CaseRepository {
  private static final String LIST =
      """
      select * from fraud.cases
      where status = any (?)
        and fraud.severity_rank(severity) >= fraud.severity_rank(?)
        and (?::text is null or user_id = ?)
        and (?::text is null or assignee = ?)
        and (?::text is null or case_id in (select case_id from fraud.alerts where rule_id = ?))
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
  // The history is written by a trigger, which asks this for who is at work.
  private static final String ACTOR = "select set_config('harrier.actor', ?, true)";

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
            query.setString(7, filter.ruleId().orElse(null));
            query.setString(8, filter.ruleId().orElse(null));
            query.setInt(9, filter.limit());
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
        actor);
  }

  /**
   * Takes the case back from its analyst.
   *
   * @throws CaseConflictException if the case was changed since {@code seen} was read
   * @throws IllegalStateException if it is closed, or nobody has it
   */
  public CaseSummary unassign(CaseSummary seen, String actor) {
    requireNotClosed(seen);
    if (seen.assignee().isEmpty()) {
      throw new IllegalStateException("Case %s is assigned to nobody.".formatted(seen.caseId()));
    }
    return change(
        "Unassigning",
        seen,
        new Change(CaseStatus.OPEN, Optional.empty(), Optional.empty(), seen.notes()),
        actor);
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
        actor);
  }

  /**
   * Opens a closed case again: for its assignee, if it has one.
   *
   * @throws CaseConflictException if the case was changed since {@code seen} was read
   * @throws IllegalStateException if it is not closed
   */
  public CaseSummary reopen(CaseSummary seen, Optional<String> note, String actor) {
    if (seen.status() != CaseStatus.CLOSED) {
      throw new IllegalStateException(
          "Case %s is %s. Only a closed case can be reopened."
              .formatted(seen.caseId(), seen.status()));
    }
    return change(
        "Reopening",
        seen,
        new Change(
            seen.assignee().isPresent() ? CaseStatus.IN_REVIEW : CaseStatus.OPEN,
            Optional.empty(),
            seen.assignee(),
            note.or(seen::notes)),
        actor);
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
        actor);
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

  private CaseSummary change(String doing, CaseSummary seen, Change change, String actor) {
    return transact(
        doing + " case " + seen.caseId(),
        connection -> {
          try (PreparedStatement say = connection.prepareStatement(ACTOR)) {
            say.setString(1, actor);
            say.execute();
          }
          return update(connection, seen, change);
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
