package io.harrier.alerting.casework;

import io.harrier.model.AlertKind;
import io.harrier.model.Severity;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Rows of the case tables as records. */
final class CaseRows {
  private CaseRows() {}

  static CaseSummary summary(ResultSet row) throws SQLException {
    return new CaseSummary(
        row.getString("case_id"),
        row.getString("user_id"),
        CaseStatus.valueOf(row.getString("status")),
        Optional.ofNullable(row.getString("disposition")).map(Disposition::valueOf),
        Severity.valueOf(row.getString("severity")),
        row.getInt("score"),
        row.getInt("alert_count"),
        row.getInt("suppressed_count"),
        instant(row, "first_alert_at"),
        instant(row, "last_alert_at"),
        Optional.ofNullable(row.getString("assignee")),
        Optional.ofNullable(row.getString("notes")),
        instant(row, "opened_at"),
        Optional.ofNullable(instant(row, "closed_at")),
        row.getLong("revision"));
  }

  static CaseAlert alert(ResultSet row) throws SQLException {
    return new CaseAlert(
        row.getString("alert_id"),
        row.getString("transaction_id"),
        AlertKind.valueOf(row.getString("kind")),
        row.getString("rule_id"),
        row.getString("release"),
        Severity.valueOf(row.getString("severity")),
        row.getInt("score"),
        row.getString("reason"),
        instant(row, "event_time"),
        instant(row, "detected_at"),
        texts(row.getArray("transaction_ids")),
        row.getString("evidence"),
        row.getBoolean("suppressed"));
  }

  static CaseEvent event(ResultSet row) throws SQLException {
    return new CaseEvent(
        row.getString("event_id"),
        CaseEventKind.valueOf(row.getString("kind")),
        instant(row, "at"),
        row.getString("actor"),
        Optional.ofNullable(row.getString("alert_id")),
        row.getString("detail"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
