package io.harrier.alerting.postgres;

import io.harrier.alerting.cases.CaseChange;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Writes what a case amounts to, and its history, in one statement.
 *
 * <p>Every column it writes only moves one way (greatest, least), so an older change that is
 * replayed changes nothing; what analysts set is not mentioned. An alert that reaches a closed case
 * leaves it closed and is recorded in the history, where a replay finds it recorded.
 */
public final class CaseStatement implements RowStatement<CaseChange> {
  private static final long serialVersionUID = 1L;
  private static final String SQL =
      """
      with change as (
        select ?::text as case_id, ?::text as user_id, ?::text as severity, ?::integer as score,
          ?::integer as alert_count, ?::integer as suppressed_count,
          ?::timestamptz as first_alert_at, ?::timestamptz as last_alert_at,
          ?::text as alert_id, ?::text as kind, ?::text as previous_severity
      ), written as (
        insert into fraud.cases as known (
          case_id, user_id, severity, score, alert_count, suppressed_count,
          first_alert_at, last_alert_at)
        select case_id, user_id, severity, score, alert_count, suppressed_count,
          first_alert_at, last_alert_at
        from change
        on conflict (case_id) do update set
          severity = case
            when fraud.severity_rank(excluded.severity) > fraud.severity_rank(known.severity)
            then excluded.severity else known.severity end,
          score = greatest(known.score, excluded.score),
          alert_count = greatest(known.alert_count, excluded.alert_count),
          suppressed_count = greatest(known.suppressed_count, excluded.suppressed_count),
          first_alert_at = least(known.first_alert_at, excluded.first_alert_at),
          last_alert_at = greatest(known.last_alert_at, excluded.last_alert_at)
        where excluded.alert_count > known.alert_count
          or excluded.suppressed_count > known.suppressed_count
          or excluded.score > known.score
          or excluded.first_alert_at < known.first_alert_at
          or excluded.last_alert_at > known.last_alert_at
          or fraud.severity_rank(excluded.severity) > fraud.severity_rank(known.severity)
        returning known.status
      ), happened as (
        select kind from change where kind is not null
        union all
        select 'ALERT_AFTER_CLOSE' from written where status = 'CLOSED'
      )
      insert into fraud.case_events (event_id, case_id, kind, actor, alert_id, detail)
      select concat_ws('/', case_id, happened.kind, alert_id), case_id, happened.kind, 'harrier',
        alert_id,
        jsonb_strip_nulls(jsonb_build_object(
          'severity', severity,
          'previousSeverity',
            case when happened.kind = 'SEVERITY_RAISED' then previous_severity end,
          'score', score,
          'alertCount', alert_count))
      from change cross join happened
      on conflict (event_id) do nothing
      """;

  @Override
  public String query() {
    return SQL;
  }

  @Override
  public void statement(PreparedStatement statement, CaseChange change) throws SQLException {
    statement.setString(1, change.caseId());
    statement.setString(2, change.userId());
    statement.setString(3, change.severity().name());
    statement.setInt(4, change.score());
    statement.setInt(5, change.alertCount());
    statement.setInt(6, change.suppressedCount());
    statement.setObject(7, timestamp(change.firstAlertAt()));
    statement.setObject(8, timestamp(change.lastAlertAt()));
    statement.setString(9, change.alertId());
    statement.setString(10, kind(change));
    statement.setString(
        11, change.previousSeverity() == null ? null : change.previousSeverity().name());
  }

  private static String kind(CaseChange change) {
    if (change.opened()) {
      return "OPENED";
    }
    return change.raisesSeverity() ? "SEVERITY_RAISED" : null;
  }

  private static OffsetDateTime timestamp(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }
}
